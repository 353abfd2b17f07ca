/** What Sphinx's own script of the search has, and ours changes. */
declare const Search: {
  htmlToText(html: string, anchor?: string): string;
  makeSearchSummary(html: string, keywords: Set<string>, anchor?: string): HTMLElement | null;
};
