import type { Command } from 'commander';
import type { Session } from '../../session.js';
import { declarePackage } from './declare-package.js';
import { downloadPackage } from './download-package.js';
import { listPackages } from './list-packages.js';
import { showPackage } from './show-package.js';
import { pushPackage } from './push-package.js';
import { signPackage } from './sign-package.js';

export function packageCommands(program: Command, session: Session): void {
  const packages = program.command('package').description('signed files');
  for (const add of [pushPackage, showPackage, signPackage, declarePackage, listPackages, downloadPackage])
    add(packages, session);
}
