import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoSidewaysScroll, expectPageFitsWindow, phone } from './support/browser.ts'
import { installation } from './support/installation.ts'
import { openPaths, pathsInside, visit } from './support/pages.ts'

const place = installation()

async function findings(page: Page): Promise<string[]> {
  // Colours are judged when nothing fades in any more.
  await expect.poll(() => page.evaluate(whatMoves), { message: page.url() }).toEqual([])
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

function whatMoves(): string[] {
  const moving = document.getAnimations().filter(({ playState }) => playState === 'running')
  return moving.map(({ effect }) => ((effect as KeyframeEffect).target?.outerHTML ?? '').slice(0, 200))
}

const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

async function findingsIn(page: Page, colorScheme: Theme): Promise<string[]> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme)
  return findings(page)
}

/** Findings in both themes, by the name of what was looked at. */
async function examine(page: Page, name: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const theme of themes) {
    const list = await findingsIn(page, theme)
    if (list.length > 0) found[`${name}, ${theme}`] = list
  }
  await expectNoSidewaysScroll(page)
  return found
}

test('the pages for everybody are free of findings', async () => {
  const page = await place.open()
  const found = {}
  for (const path of openPaths) {
    await visit(page, path)
    Object.assign(found, await examine(page, path))
  }
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a wrong password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'not right' }).waitFor()
  Object.assign(found, await examine(page, 'a refused sign-in'))
  expect(found).toEqual({})
})

test.each(themes)(
  'every page inside is free of findings in the %s theme, and fills the window and no more',
  async (theme) => {
    const { page, workspaceId } = await place.signUp({ colorScheme: theme })
    const found: Record<string, string[]> = {}
    for (const path of await pathsInside(page, workspaceId)) {
      await visit(page, path)
      const list = await findingsIn(page, theme)
      if (list.length > 0) found[path] = list
      await expectNoSidewaysScroll(page)
      if (path.startsWith('/w/')) await expectPageFitsWindow(page)
    }
    expect(found).toEqual({})
  },
)

test('every page inside fits a phone, and is free of findings there', async () => {
  const { page, workspaceId } = await place.signUp(phone)
  const found: Record<string, string[]> = {}
  for (const path of await pathsInside(page, workspaceId)) {
    await visit(page, path)
    const list = await findings(page)
    if (list.length > 0) found[path] = list
    await expectNoSidewaysScroll(page)
    if (path.startsWith('/w/')) await expectPageFitsWindow(page)
  }
  expect(found).toEqual({})
})

test('every page inside fits a 4K screen, its lines short enough to read', async () => {
  const { page, workspaceId } = await place.signUp({ viewport: { width: 3840, height: 2160 } })
  for (const path of await pathsInside(page, workspaceId)) {
    await visit(page, path)
    if (path.startsWith('/w/')) await expectPageFitsWindow(page)
    const widths = await page.locator('main p').evaluateAll((texts) => texts.map((text) => text.clientWidth))
    expect(Math.max(0, ...widths), path).toBeLessThan(1200)
  }
})

test('what lies over a page, and what is not there, is free of findings', async () => {
  const { page, root } = await place.signUp()
  const found = {}
  await page.goto(`${root}/agents`)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  Object.assign(found, await examine(page, 'the palette'))
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  Object.assign(found, await examine(page, 'the keys'))
  await page.goto(`${root}/agents/00000000-0000-7000-8000-000000000000`)
  await page.getByText('There is nothing here').waitFor()
  Object.assign(found, await examine(page, 'what is not there'))
  expect(found).toEqual({})
})

test.each(themes)(
  'a theme that was chosen against the system’s %s is there from the first paint',
  async (colorScheme) => {
    const chosen = colorScheme === 'light' ? 'Dark' : 'Light'
    const { page } = await place.signUp({ colorScheme })
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
  },
)

test('the drawer of a phone opens, leads on and closes', async () => {
  const { page } = await place.signUp(phone)
  await page.getByRole('button', { name: 'Open navigation' }).tap()
  const drawer = page.getByRole('dialog', { name: 'Navigation' })
  await drawer.waitFor()
  expect(await findings(page)).toEqual([])
  await drawer.getByRole('link', { name: 'Agents', exact: true }).tap()
  await page.waitForURL(/\/agents$/)
  await drawer.waitFor({ state: 'detached' })
})

test('whoever wants no motion gets none', async () => {
  const { page } = await place.signUp({ reducedMotion: 'reduce' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /account menu/ }).click()
  const durationMs = await page
    .getByRole('menu')
    .evaluate((menu) => Number.parseFloat(getComputedStyle(menu).animationDuration) * 1000)
  expect(durationMs).toBeLessThan(1)
})
