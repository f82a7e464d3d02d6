import { type Tx, VehicleRow } from '@tidings/records';
import { DomainError } from '@tidings/vocabulary';

/** The vehicle of that controller id under its lock. Errors: 'not-found'. */
export async function vehicleCalled(tx: Tx, controllerId: string): Promise<VehicleRow> {
  const row = await tx.rows.findOne(VehicleRow, { where: { controllerId }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new DomainError('not-found', { what: 'vehicle', id: controllerId });
  return row;
}
