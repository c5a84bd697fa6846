import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SCREENS = new URL('__screens__/', import.meta.url);

const WIDTHS = [360, 1280];
const SCHEMES = ['light', 'dark'] as const;

/** What is wrong with a page, as text; each line names where. */
export type Complaints = string[];

interface AxeViolation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** Breaches of WCAG 2.2 A and AA that axe finds in the page as it is shown now. */
async function axeComplaints(page: Page): Promise<Complaints> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source);
  const violations = await page.evaluate<AxeViolation[]>(
    `axe.run({ runOnly: ${JSON.stringify(WCAG)} }).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.replaceAll('\n', ' ')}`,
    ),
  );
}

/** Whether one has to scroll sideways. */
export async function overflowComplaints(page: Page): Promise<Complaints> {
  const pixels = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return pixels > 0 ? [`${pixels} px wider than the window`] : [];
}

/** Script or style that is written into the page. */
export async function inlineComplaints(page: Page): Promise<Complaints> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('*')].flatMap((element) => [
    ...(['SCRIPT', 'STYLE'].includes(element.tagName) && element.textContent !== '' ? ['inline ' + element.tagName] : []),
    ...element.getAttributeNames().filter((name) => name === 'style' || name.startsWith('on')).map((name) => element.tagName + ' ' + name),
  ])`);
}

/**
 * Looks at the page as it is, narrow and wide, light and dark, and leaves a screenshot of each.
 * @param name of the screenshots: `<name>-360-dark.png`
 */
export async function inspectPage(page: Page, name: string): Promise<Complaints> {
  const complaints: Complaints = await inlineComplaints(page);
  const before = page.viewportSize();
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      const found = [...(await overflowComplaints(page)), ...(await axeComplaints(page))];
      complaints.push(...found.map((complaint) => `${width} px, ${colorScheme}: ${complaint}`));
      const path = fileURLToPath(new URL(`${name}-${width}-${colorScheme}.png`, SCREENS));
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
  return complaints;
}
