/** The words of the frame around every page, in one language. */
export interface PageTexts {
  /** Of the `lang` attribute (BCP 47). */
  lang: string;
  skipToContent: string;
  footer: (productName: string) => string;
}

export const ENGLISH_PAGE: PageTexts = {
  lang: 'en',
  skipToContent: 'Skip to the content',
  footer: (productName) => `${productName} keeps credentials encrypted and never shows them again.`,
};
