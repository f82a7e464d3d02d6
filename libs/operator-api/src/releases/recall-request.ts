import { ApiProperty } from '@nestjs/swagger';
import type { ReleaseId } from '@tidings/vocabulary';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested } from 'class-validator';
import { TextField } from '../fields/text-field.js';
import { PlanRequest } from '../rollouts/plan-request.js';
import { StopRequest } from '../rollouts/stop-request.js';

export class RecallRequest extends StopRequest {
  @TextField({ description: 'Id of the release that mends it.', longest: 44, example: 'rel_0JB5R3XK' })
  readonly fixReleaseId!: ReleaseId;

  @TextField({
    description: 'What people call the rollout of the fix; default: "Recall of" and the release.',
    longest: 100,
    isOptional: true,
  })
  readonly name?: string;

  @ApiProperty({
    type: () => PlanRequest,
    required: false,
    description: 'How the fix moves; its purpose is recall. Default: the template of that name.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PlanRequest)
  readonly plan?: PlanRequest;
}
