import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { CONTROLLERS } from '../controllers.js';

/** The release desk's API as an OpenAPI document; nothing is opened or instantiated for it, so no database is needed. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(onPaper(), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  try {
    const about = new DocumentBuilder()
      .setTitle('Tidings release desk')
      .setDescription(ABOUT)
      .setVersion('1')
      .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
      .addBearerAuth({
        type: 'http',
        scheme: 'bearer',
        description: 'An OpenID Connect access token, or an API token.',
      })
      .addSecurityRequirements('bearer')
      .build();
    return SwaggerModule.createDocument(app, about);
  } finally {
    await app.close();
  }
}

const ABOUT = `Packages come in, releases and notes are approved by a second person, rollouts are started, watched and stopped.
Lists are paged: \`next\` of a page is the \`after\` of the following one, and is absent on the last. Instants are RFC 3339 in UTC.
Every error is a problem document (RFC 9457) with a closed \`code\`.`;

@Module({})
class OnPaper {}

/** The controllers with nothing behind them: in preview nobody asks what they were given. */
function onPaper(): DynamicModule {
  const wanted = CONTROLLERS.flatMap((each) => Reflect.getMetadata('design:paramtypes', each) as Provider[]);
  const providers = [...new Set(wanted)].map((provide) => ({ provide: provide as never, useValue: undefined }));
  return { module: OnPaper, controllers: CONTROLLERS, providers };
}
