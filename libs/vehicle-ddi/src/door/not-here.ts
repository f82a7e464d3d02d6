/** What was asked for is not there for this vehicle, or not any more: 404 without a body, as hawkBit answers. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}
