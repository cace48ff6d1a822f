import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PrivateServices, startPrivateServices } from '#tests/support/services.ts'
import { newPerson, signUp } from './support/account.ts'
import { type RunningApp, startApp } from './support/app.ts'
import { launchBrowser, openPage } from './support/browser.ts'

/* What goes away in the middle of a run, and what the person in front of the page has in the end. */

let services: PrivateServices
let app: RunningApp
let browser: Browser

beforeAll(async () => {
  services = await startPrivateServices()
  app = await startApp({ REDIS_URL: services.redisUrl })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
  await services?.destroy()
})

async function startSlowRun(words: number): Promise<Page> {
  const { page } = await openPage(browser, app.url)
  await signUp(page, newPerson())
  await page.getByLabel(/^Task for/).fill(`write: a.txt <<< one\n/slow 40\n/tokens ${words}`)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForURL(/\/threads\/[0-9a-f-]{36}/)
  await page.locator('[data-part="text"]').first().waitFor()
  return page
}

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'Redis restarts after %s: the page ends with what the database holds',
  async (signal) => {
    const page = await startSlowRun(200)
    await services.stop('redis', signal)
    await services.start()
    await page.locator('[data-run-status="succeeded"]').waitFor({ timeout: 60_000 })
    const messages = page.locator('section[aria-label="Messages"] article')
    const here = await messages.allTextContents()
    await page.reload()
    await messages.first().waitFor()
    expect(await messages.allTextContents()).toEqual(here)
    expect(
      (await page.locator('[data-part="text"]').last().textContent())?.trim().split(/\s+/).length,
    ).toBeGreaterThanOrEqual(200)
    await page.context().close()
  },
)

test('the web application ends in order although browsers watch', async () => {
  const page = await startSlowRun(500)
  const ended = await app.stopWeb()
  expect(ended).not.toBe('SIGKILL')
  await page.getByText('The connection was lost').waitFor()
  await page.context().close()
})
