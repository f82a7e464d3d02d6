import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, PageRequest } from '@tidings/http-edge';
import { ReadPool } from '@tidings/postgres';
import { type PackageId, ROLES } from '@tidings/vocabulary';
import { mapPage, onePackage, packages } from '@tidings/views';
import { Describe } from '../openapi/describe.js';
import { found } from '../openapi/found.js';
import { IdOf } from '../openapi/id-of.js';
import { PackageAnswer, packageAnswer, PackagePage } from './package-answer.js';

/** Signed files. */
@ApiTags('packages')
@Allow(...ROLES)
@Controller('api/packages')
export class PackagesController {
  constructor(private readonly pool: ReadPool) {}

  @Get()
  @Describe({ id: 'listPackages', summary: 'Lists packages, newest first', answers: PackagePage })
  async list(@Query() page: PageRequest): Promise<PackagePage> {
    return mapPage(await packages(this.pool, page), packageAnswer);
  }

  @Get(':id')
  @ApiParam({ name: 'id', type: 'string', example: 'pkg_0JB5R3XK' })
  @Describe({ id: 'getPackage', summary: 'Reads one package', answers: PackageAnswer, problems: [404] })
  async one(@Param('id', new IdOf('pkg')) id: PackageId): Promise<PackageAnswer> {
    return packageAnswer(found(await onePackage(this.pool, id), 'package', id));
  }
}
