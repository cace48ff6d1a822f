import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserPath } from '#scripts/test/browser.ts'

/** Without a window. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath,
    // Root has no sandbox of Chromium's; the pages are the product's own.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
}

/** A browser of one person's own: its cookies are nobody else's. A page's uncaught error fails the test. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 }, ...options })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, errors }
}

/** A phone of the narrower kind. */
export const phone: BrowserContextOptions = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true }

/** The frame of a workspace fills the window: what scrolls, scrolls inside it. */
export async function expectPageFitsWindow(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
  expect(excess, 'pixels that the page is too long').toBeLessThanOrEqual(0)
}

/** Nothing sticks out sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(excess, 'pixels that stick out of the page').toBeLessThanOrEqual(0)
}
