import type { ReadPool } from '@tidings/postgres';
import type { FiledList } from '@tidings/rollout-engine';
import type { VehicleListId } from '@tidings/vocabulary';

export const filedList = (pool: ReadPool, listId: VehicleListId): Promise<FiledList | undefined> =>
  pool.one<FiledList>({ name: 'filed-list', text: `SELECT id AS "listId", vehicles FROM vehicle_list WHERE id = $1` }, [
    listId,
  ]);
