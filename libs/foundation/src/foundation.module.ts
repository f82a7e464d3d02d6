import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { ArtifactStore } from '@tidings/artifact-store';
import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { OperationsModule, PackageRules, UploadPool, UploadRules } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import { ApiTokens, Clock, IdSource, Log, VehicleCredentials } from '@tidings/vocabulary';
import { RecordedApiTokens } from '@tidings/views';
import type { DataSource } from 'typeorm';
import type { Foundation } from './foundation.js';

@Module({})
class FoundationModule {}

/** The foundation as Nest providers, under the names of their ports; the verbs of the house with them. `app` tells the Nest applications of a process apart. */
export function foundationModule(foundation: Foundation, app: string): DynamicModule {
  const { clock, ids, log, pool, store, snapshot, dataSource, uploads, packageRules } = foundation;
  const ports: Provider[] = [
    { provide: Clock, useValue: clock },
    { provide: IdSource, useValue: ids },
    { provide: Log, useValue: log },
    { provide: ReadPool, useValue: pool },
    { provide: UploadPool, useValue: uploads.pool },
    { provide: UploadRules, useValue: uploads.rules },
    { provide: ArtifactStore, useValue: store },
    { provide: PackageRules, useValue: new PackageRules(packageRules) },
    { provide: DecisionSnapshot, useValue: snapshot },
    { provide: VehicleCredentials, useExisting: DecisionSnapshot },
    { provide: ApiTokens, useFactory: () => new RecordedApiTokens(pool) },
    {
      provide: Records,
      useFactory: (source: DataSource) => new Records(source, clock, ids),
      inject: [getDataSourceToken(app)],
    },
  ];
  return {
    module: FoundationModule,
    global: true,
    imports: [
      // Doors of one process share one source; it is opened, migrated and checked before the first of them.
      TypeOrmModule.forRootAsync({
        name: app,
        useFactory: () => dataSource.options,
        dataSourceFactory: () => Promise.resolve(dataSource),
      }),
      OperationsModule,
    ],
    providers: ports,
    exports: ports.map((port) => (port as { provide: symbol }).provide),
  };
}
