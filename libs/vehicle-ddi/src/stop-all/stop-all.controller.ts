import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { Public } from '@tidings/http-edge';
import { StopAllKey, StopThisGateway } from '@tidings/operations';
import { isoOf } from '@tidings/vocabulary';
import { IsString, Length } from 'class-validator';

class StopAllBody {
  @IsString()
  @Length(1, 200)
  readonly who!: string;

  @IsString()
  @Length(1, 1000)
  readonly why!: string;
}

interface StopAllAnswer {
  readonly order: string;
  readonly who: string;
  readonly why: string;
  readonly at: string;
}

/** The one address at this door that is for people: it needs neither database nor sign-in, and can only stop. */
@Controller('stop-all')
export class StopAllController {
  constructor(
    private readonly key: StopAllKey,
    private readonly stopThisGateway: StopThisGateway,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  async stop(
    @Headers('authorization') authorization: string | undefined,
    @Body() { who, why }: StopAllBody,
  ): Promise<StopAllAnswer> {
    this.key.check(authorization);
    const order = await this.stopThisGateway.run(who, why);
    return { order: order.orderId, who: order.who, why: order.why, at: isoOf(order.at) };
  }
}
