interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** As many as the release desk gives at once. */
const PAGE_LIMIT = 200;

/** A whole list, page after page. */
export async function everyItem<T>(
  pageAfter: (page: { readonly limit: number; readonly after?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await pageAfter({ limit: PAGE_LIMIT, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
