import type { Element, ElementContent, Root } from 'hast';
import rehypeSanitize, { type Options } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Markdown } from '../release-note.js';
import { markdownTree } from './markdown-tree.js';
import { isSafeLink } from './safe-link.js';
import { visibleText } from './visible-text.js';

/** Everything that may come out. No image, no identifier, no class, no style: a page has those, a text does not. */
const ALLOWED: Options = {
  tagNames: 'p em strong del code pre br a ul ol li blockquote h4 h5 table thead tbody tr th td'.split(' '),
  attributes: { a: ['href'], ol: ['start'], '*': [] },
  protocols: { href: ['https'] },
  strip: ['script', 'style', 'section', 'sup'],
};

const printer = unified()
  .use(remarkRehype, { allowDangerousHtml: false })
  .use(rehypeSanitize, ALLOWED)
  .use(() => keepSafeLinks)
  .use(rehypeStringify);

/** Markdown to an HTML fragment that is inert on any page. Errors: 'note-not-valid' when it is too long or too deep. */
export function renderMarkdown(text: Markdown): string {
  const tree = markdownTree(visibleText(text));
  return printer.stringify(printer.runSync(tree)).trim();
}

/** A link that leads nowhere good keeps its words and loses its link. */
function keepSafeLinks(parent: Root | Element): void {
  parent.children = parent.children.flatMap((child) => {
    if (child.type === 'doctype') return [];
    if (child.type !== 'element') return [child];
    keepSafeLinks(child);
    return child.tagName === 'a' ? safeLink(child) : [child];
  });
}

function safeLink(link: Element): readonly ElementContent[] {
  const { href } = link.properties;
  if (typeof href !== 'string' || !isSafeLink(href)) return link.children;
  if (/^https:/i.test(href)) link.properties.rel = ['noopener', 'noreferrer'];
  return [link];
}
