import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor } from '@tidings/http-edge';
import { DeclareAttribute } from '@tidings/operations';
import { ReadPool } from '@tidings/postgres';
import type { Actor } from '@tidings/vocabulary';
import { declaredAttributes } from '@tidings/views';
import { Describe } from '../../openapi/describe.js';
import { DeclareAttributeRequest, DeclaredAttributeAnswer, DeclaredAttributesAnswer } from './declared-attribute.js';

/** The attributes of vehicles that have a type. */
@ApiTags('vehicles')
@Controller('api/attributes')
export class AttributesController {
  constructor(
    private readonly declareAttribute: DeclareAttribute,
    private readonly pool: ReadPool,
  ) {}

  @Get()
  @Allow('viewer', 'release-manager', 'author', 'approver', 'safety-approver', 'support', 'auditor', 'administrator')
  @Describe({
    id: 'listAttributes',
    summary: 'Lists the declared attributes of vehicles, by name',
    answers: DeclaredAttributesAnswer,
  })
  async list(): Promise<DeclaredAttributesAnswer> {
    const items = await declaredAttributes(this.pool);
    return { items: items.map((item) => ({ ...item, declaredAt: item.declaredAt.toISOString() })) };
  }

  @Post()
  @Allow('release-manager', 'administrator')
  @Describe({
    id: 'declareAttribute',
    summary: 'Declares an attribute of vehicles with its type, which never changes',
    description:
      'What vehicles report and makers own under this name is compared by the type; what does not parse is a missing fact.',
    answers: DeclaredAttributeAnswer,
    status: 201,
    problems: [409],
  })
  async declare(
    @CurrentActor() actor: Actor,
    @Body() request: DeclareAttributeRequest,
  ): Promise<DeclaredAttributeAnswer> {
    await this.declareAttribute.run(actor, request);
    const { items } = await this.list();
    return items.find(({ name }) => name === request.name)!;
  }
}
