import type { VNode } from 'preact';

/**
 * A fragment of a rendered note. The one place where HTML goes into a page unescaped: `html` comes from a RenderedNote, sanitised
 * when the note was published, and from nowhere else.
 */
export function Prose({ html }: { readonly html: string }): VNode {
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
