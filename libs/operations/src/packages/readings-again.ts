import type { ReadingAgain } from '@tidings/artifact-store';
import type { UploadId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** How far this process is with reading again what an upload had left in the store. */
@Injectable()
export class ReadingsAgain {
  private readonly underWay = new Map<UploadId, { readonly read: number; readonly of: number }>();

  of(uploadId: UploadId): { readonly read: number; readonly of: number } | undefined {
    return this.underWay.get(uploadId);
  }

  /** Runs work that may have to read again. */
  async during<T>(uploadId: UploadId, work: (readingAgain: ReadingAgain) => Promise<T>): Promise<T> {
    try {
      return await work((read, of) => {
        if (read < of) this.underWay.set(uploadId, { read, of });
        else this.underWay.delete(uploadId);
      });
    } finally {
      this.underWay.delete(uploadId);
    }
  }
}
