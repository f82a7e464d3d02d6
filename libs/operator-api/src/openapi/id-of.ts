import { Injectable, type PipeTransform } from '@nestjs/common';
import { type Id, parseId } from '@tidings/vocabulary';

/** Reads an id in a path: @Param('id', new IdOf('rel')). Errors: 'bad-id'. */
@Injectable()
export class IdOf<Prefix extends string> implements PipeTransform<string, Id<Prefix>> {
  constructor(private readonly prefix: Prefix) {}

  transform(text: string): Id<Prefix> {
    return parseId(this.prefix, text);
  }
}
