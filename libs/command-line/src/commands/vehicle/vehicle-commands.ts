import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { decideForOwner } from './decide-for-owner.js';
import { editVehicle } from './edit-vehicle.js';
import { exportVehicles } from './export-vehicles.js';
import { holdVehicle, unholdVehicle } from './hold-vehicle.js';
import { importVehicles } from './import-vehicles.js';
import { retireVehicles } from './retire-vehicles.js';
import { searchVehicles } from './search-vehicles.js';
import { showVehicle } from './show-vehicle.js';
import { tagVehicles } from './tag-vehicles.js';

export function vehicleCommands(program: Command, session: Session): void {
  const vehicle = program.command('vehicle').description('cars');
  importVehicles(vehicle, session);
  exportVehicles(vehicle, session);
  searchVehicles(vehicle, session);
  showVehicle(vehicle, session);
  editVehicle(vehicle, session);
  tagVehicles(vehicle, session);
  retireVehicles(vehicle, session);
  holdVehicle(vehicle, session);
  unholdVehicle(vehicle, session);
  decideForOwner(vehicle, session);
}
