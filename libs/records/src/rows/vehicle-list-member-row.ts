import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A vehicle on a list. The key begins with the vehicle: a poll reads its own lines and no others, however many lists there are. */
@Entity('vehicle_list_member')
@Index('vehicle_list_member_by_list', ['listId'])
export class VehicleListMemberRow {
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'vehicle_list_member_pk' }) vehicleId!: string;
  @PrimaryColumn('text', { name: 'list_id', primaryKeyConstraintName: 'vehicle_list_member_pk' }) listId!: string;
}
