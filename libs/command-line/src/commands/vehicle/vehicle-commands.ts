import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { registerVehicles } from './register-vehicles.js';

export function vehicleCommands(program: Command, session: Session): void {
  registerVehicles(program.command('vehicle').description('cars'), session);
}
