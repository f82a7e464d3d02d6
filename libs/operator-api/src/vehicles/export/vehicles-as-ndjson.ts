import type { FiledVehicle } from '@tidings/views';

/** One JSON object a line, with the members that an import takes. */
export async function* vehiclesAsNdjson(pages: AsyncIterable<readonly FiledVehicle[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((vehicle) => `${JSON.stringify(asLine(vehicle))}\n`).join('');
}

const asLine = (vehicle: FiledVehicle): object => ({
  controllerId: vehicle.controllerId,
  standing: vehicle.standing,
  model: vehicle.model,
  modelYear: vehicle.modelYear,
  market: vehicle.market,
  timeZone: vehicle.timeZone,
  hardwareId: vehicle.hardwareId,
  equipment: vehicle.equipment,
  ...(vehicle.softwareVersion !== null && { softwareVersion: vehicle.softwareVersion }),
  tags: vehicle.tags,
  attributes: vehicle.attributes,
  ecus: vehicle.ecus,
});
