import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson, signUp } from './support/account.ts'
import { type RunningApp, startApp } from './support/app.ts'
import { expectNoSidewaysScroll, expectPageFitsWindow, launchBrowser, openPage, phone } from './support/browser.ts'

let app: RunningApp
let browser: Browser

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

const pages = [
  { name: 'new thread', path: '', heading: /^What should/ },
  { name: 'threads', path: '/threads', heading: 'Threads' },
  { name: 'agents', path: '/agents', heading: 'Agents' },
  { name: 'new agent', path: '/agents/new', heading: 'Add an agent' },
  { name: 'general settings', path: '/settings', heading: 'Workspace' },
  { name: 'models', path: '/settings/models', heading: 'Model providers' },
  { name: 'members', path: '/settings/members', heading: 'Members' },
  { name: 'API keys', path: '/settings/api-keys', heading: 'API keys' },
  { name: 'account', path: '/settings/account', heading: 'You' },
]

async function findings(page: Page): Promise<string[]> {
  // Colours are judged when nothing fades in any more.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

/** Findings in both themes, by the name of what was looked at. */
async function examine(page: Page, name: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme)
    const list = await findings(page)
    if (list.length > 0) found[`${name}, ${colorScheme}`] = list
  }
  await expectNoSidewaysScroll(page)
  return found
}

test('the pages for everybody are free of findings', async () => {
  const { page } = await openPage(browser, app.url)
  const found = {}
  for (const path of ['/sign-in', '/sign-up']) {
    await page.goto(path)
    Object.assign(found, await examine(page, path))
  }
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a wrong password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor()
  Object.assign(found, await examine(page, 'a refused sign-in'))
  expect(found).toEqual({})
  await page.context().close()
})

test.each([
  { device: 'a desktop', options: {} },
  { device: 'a phone', options: phone },
])('the workspace is free of findings on $device, and nothing sticks out', async ({ options }) => {
  const { page, errors } = await openPage(browser, app.url, options)
  const root = `/w/${await signUp(page, newPerson())}`
  const found = {}
  for (const { name, path, heading } of pages) {
    await page.goto(root + path)
    await page.getByRole('heading', { name: heading, exact: true }).first().waitFor()
    Object.assign(found, await examine(page, name))
    await expectPageFitsWindow(page)
  }
  await page.goto(`${root}/agents`)
  await page.getByRole('main').getByRole('link', { name: 'Coder', exact: true }).click()
  await page.getByLabel('Persona').fill('Changed')
  await page.getByRole('button', { name: /^Save/ }).waitFor()
  Object.assign(found, await examine(page, 'an agent'))
  await expectPageFitsWindow(page)
  await page.getByRole('button', { name: 'Remove…' }).click()
  await page.getByRole('dialog').waitFor()
  Object.assign(found, await examine(page, 'a dialog'))
  await page.goto(`${root}/agents`)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  Object.assign(found, await examine(page, 'the command menu'))
  await page.goto(`${root}/agents/00000000-0000-7000-8000-000000000000`)
  await page.getByText('There is nothing here').waitFor()
  Object.assign(found, await examine(page, 'what is not there'))
  expect(found).toEqual({})
  expect(errors).toEqual([])
  await page.context().close()
})

test.each(['light', 'dark'] as const)(
  'a theme that was chosen against the system’s %s is there from the first paint',
  async (colorScheme) => {
    const chosen = colorScheme === 'light' ? 'Dark' : 'Light'
    const { page } = await openPage(browser, app.url, { colorScheme })
    await signUp(page, newPerson())
    await page.getByRole('button', { name: /account menu/ }).click()
    await page.getByRole('menuitem', { name: chosen }).click()
    // When the document is parsed, React has not drawn anything yet: only the theme's own script can have set it.
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.dataset.themeAtLoad = document.documentElement.className
      })
    })
    await page.reload()
    const atLoad = await page.evaluate(() => document.documentElement.dataset.themeAtLoad?.split(' '))
    expect(atLoad).toContain(chosen.toLowerCase())
    await page.context().close()
  },
)

test('the drawer of a phone opens, leads on and closes', async () => {
  const { page } = await openPage(browser, app.url, phone)
  await signUp(page, newPerson())
  await page.getByRole('button', { name: 'Open navigation' }).tap()
  const drawer = page.getByRole('dialog', { name: 'Navigation' })
  await drawer.waitFor()
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('link', { name: 'Agents', exact: true }).tap()
  await page.waitForURL(/\/agents$/)
  await drawer.waitFor({ state: 'detached' })
  await page.context().close()
})

test('whoever wants no motion gets none', async () => {
  const { page } = await openPage(browser, app.url, { reducedMotion: 'reduce' })
  await signUp(page, newPerson())
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /account menu/ }).click()
  const durationMs = await page
    .getByRole('menu')
    .evaluate((menu) => Number.parseFloat(getComputedStyle(menu).animationDuration) * 1000)
  expect(durationMs).toBeLessThan(1)
  await page.context().close()
})
