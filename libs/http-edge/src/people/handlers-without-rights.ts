import type { INestApplicationContext, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { RIGHTS } from './rights.js';

/** Handlers that say neither @Allow nor @Public, as 'ReleasesController.create'. A door with one does not open. */
export function handlersWithoutRights(app: INestApplicationContext): readonly string[] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => (metatype ? mutesOf(metatype as Type) : []))
    .sort();
}

function mutesOf(controller: Type): readonly string[] {
  if (Reflect.hasMetadata(RIGHTS, controller)) return [];
  const prototype = controller.prototype as Readonly<Record<string, unknown>>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const isMute =
      typeof handler === 'function' &&
      Reflect.hasMetadata(PATH_METADATA, handler) &&
      !Reflect.hasMetadata(RIGHTS, handler);
    return isMute ? [`${controller.name}.${name}`] : [];
  });
}
