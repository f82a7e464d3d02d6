import { Module } from '@nestjs/common';
import { AssetsController } from './assets/assets.controller.js';
import { ASSETS } from './assets/assets-token.js';
import { readAssets } from './assets/assets.js';
import { OwnerPagesController } from './owner-pages.controller.js';
import { Published } from './reading/published.js';

/** The owners' pages. ReadPool and Clock come from the app's foundation; errors take the shape of OwnerPageErrors. */
@Module({
  controllers: [AssetsController, OwnerPagesController],
  providers: [Published, { provide: ASSETS, useFactory: readAssets }],
})
export class OwnerPagesModule {}
