import { Module } from '@nestjs/common';
import { CONTROLLERS } from './controllers.js';

/** JSON for release managers, authors and auditors. Operations and ports come from the app's foundation. */
@Module({ controllers: CONTROLLERS })
export class OperatorApiModule {}
