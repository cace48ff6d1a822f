import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { newPerson, type Person, signUp } from './account.ts'
import { type Environment, type RunningApp, startApp } from './app.ts'
import { launchBrowser, openPage } from './browser.ts'

export interface SignedUp {
  page: Page
  person: Person
  workspaceId: string
  /** The path of the workspace's first page. */
  root: string
}

export interface Installation {
  readonly app: RunningApp
  readonly browser: Browser
  /** A browser of one person's own, closed after the test, which fails if a page had an uncaught error. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** The same, and the person signed up: they own a workspace with an agent. */
  signUp(options?: BrowserContextOptions, person?: Person): Promise<SignedUp>
}

/**
 * One installation and one Chromium for all tests of a file. To be called at the file's top.
 * @param settings made before the start, when what they name (a fake model, say) runs already
 */
export function installation(settings: () => Environment | Promise<Environment> = () => ({})): Installation {
  let app: RunningApp | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    app = await startApp(await settings())
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
  })
  const started = <T>(value: T | undefined): T => {
    if (value === undefined)
      throw new Error('The installation starts before the first test, not while tests are named.')
    return value
  }
  const open = async (options?: BrowserContextOptions) => {
    const { page, errors } = await openPage(started(browser), started(app).url, options)
    onTestFinished(async () => {
      await page.context().close()
      expect(errors, 'uncaught errors of the page').toEqual([])
    })
    return page
  }
  return {
    get app() {
      return started(app)
    },
    get browser() {
      return started(browser)
    },
    open,
    signUp: async (options, person = newPerson()) => {
      const page = await open(options)
      const workspaceId = await signUp(page, person)
      return { page, person, workspaceId, root: `/w/${workspaceId}` }
    },
  }
}
