import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { signIn } from './support/account.ts'
import { installation } from './support/installation.ts'

const place = installation()

/** Where no field has the cursor: the first page begins in one. */
async function leaveField(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().click()
}

async function choose(page: Page, letters: string, option: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Go to, or do' })
  await palette.getByRole('combobox').fill(letters)
  await palette.getByRole('option', { name: option }).first().waitFor()
  await page.keyboard.press('Enter')
  await palette.waitFor({ state: 'detached' })
}

describe('the palette', () => {
  test('goes to places, agents and threads, by a few letters of their names', async () => {
    const { page, root } = await place.signUp()
    await page.getByLabel(/^Task for/).fill('Sing about the sea')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForURL(/\/threads\/[0-9a-f-]{36}/)
    const thread = new URL(page.url()).pathname
    await page
      .getByRole('complementary')
      .getByRole('link', { name: /Sing about/ })
      .waitFor()

    await choose(page, 'api k', /^API keys/)
    await page.waitForURL(`**${root}/settings/api-keys`)
    await choose(page, 'about the', /^Sing about the sea/)
    await page.waitForURL(`**${thread}`)
    await choose(page, 'settings of', /^Settings of Coder/)
    await page.waitForURL(/\/agents\/[0-9a-f-]{36}/)
  })

  test('acts: the theme, the language, and the way out', async () => {
    const { page } = await place.signUp({ colorScheme: 'light' })
    await choose(page, 'dark', 'Dark')
    await page.waitForFunction(() => document.documentElement.classList.contains('dark'))
    await choose(page, 'sprache', 'Deutsch')
    await page.waitForFunction(() => document.documentElement.lang === 'de')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('abmelden')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/sign-in/)
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
  })
})

describe('keys', () => {
  test('lead to every place after g, and the help sheet tells them', async () => {
    const { page, root } = await place.signUp()
    await leaveField(page)
    for (const [key, path] of [
      ['a', '/agents'],
      ['t', '/threads'],
      ['m', '/settings/models'],
      ['u', '/settings/account'],
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await page.waitForURL(`**${root}${path}`)
    }
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard' })
    await sheet.getByText('Model providers').waitFor()
    // While the sheet lies over the page, letters do nothing there.
    await page.keyboard.press('c')
    expect(page.url()).toContain('/settings/account')
  })

  test('are turned off by who needs the letters for something else; Ctrl K stays', async () => {
    const { page, root } = await place.signUp()
    await page.goto(`${root}/agents`)
    await page.getByRole('button', { name: /account menu/ }).click()
    await page.getByRole('menuitem', { name: 'Keyboard' }).click()
    await page.getByRole('switch', { name: /^Single keys/ }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Go to, or do' }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(1)
  })
})

test('the sidebar folds by a key, and stays folded from the first paint on', async () => {
  const { page, root } = await place.signUp()
  await page.goto(`${root}/agents`)
  const sidebar = page.getByRole('complementary', { name: 'Sidebar' })
  await sidebar.waitFor()
  await page.keyboard.press('[')
  await sidebar.waitFor({ state: 'detached' })
  const html = await (await page.request.get(`${root}/agents`)).text()
  expect(html).toContain('Show the sidebar')
  expect(html).not.toContain('aria-label="Sidebar"')
  await page.reload()
  await page.getByRole('button', { name: 'Show the sidebar' }).click()
  await sidebar.waitFor()
})

describe('the language', () => {
  test('is the browser’s, until the person chooses; the choice follows them into other browsers', async () => {
    const { page, person, root } = await place.signUp()
    await page.goto(`${root}/settings/account`)
    await page.getByLabel('Language').click()
    await page.getByRole('option', { name: 'Deutsch' }).click()
    await page.getByRole('heading', { name: 'Wo Sie angemeldet sind' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Wo Sie angemeldet sind' }).waitFor()

    const other = await place.open({ locale: 'en-GB' })
    await signIn(other, person)
    await other.waitForURL(/\/w\//)
    await other.waitForFunction(() => document.documentElement.lang === 'de')

    const visitor = await place.open({ locale: 'de-AT' })
    await visitor.goto('/sign-in')
    await visitor.getByRole('button', { name: 'Anmelden' }).waitFor()
  })
})

test('times are those of the reader’s own clock, on the server too', async () => {
  const { page, root } = await place.signUp({ timezoneId: 'Pacific/Kiritimati', locale: 'en-US' })
  await page.goto(`${root}/settings/account`)
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-US', { dateStyle: 'medium' }))
  expect(await (await page.request.get(`${root}/settings/account`)).text()).toContain(today)
  await page.getByText(today).first().waitFor()
})

describe('as an app', () => {
  test('it can be installed, and says what is wrong without a connection; it keeps nothing of a tenant', async () => {
    const { page, root } = await place.signUp({ locale: 'de-DE' })
    const manifest = await (await page.request.get('/manifest.webmanifest')).json()
    for (const { src, sizes } of manifest.icons) {
      const image = await page.request.get(src)
      expect(image.headers()['content-type'], `${src} ${sizes}`).toBe('image/png')
    }
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.goto(`${root}/agents`)
    await page.goto(`${root}/settings/members`)
    await page.context().setOffline(true)
    await page.goto(`${root}/threads`)
    await page.getByRole('heading', { name: 'Sie sind offline' }).waitFor()
    const kept = await page.evaluate(async () => {
      const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
      return requests.flat().map(({ url }) => new URL(url).pathname)
    })
    expect(kept.sort()).toEqual(['/offline/de', '/offline/en'])
    await page.context().setOffline(false)
    await page.getByRole('link', { name: 'Noch einmal versuchen' }).click()
    await page.getByRole('heading', { name: 'Threads', level: 1 }).waitFor()
  })
})

describe('what was done', () => {
  test('can be taken back, by the toast or by Ctrl Z', async () => {
    const { page, root } = await place.signUp()
    await page.goto(`${root}/settings`)
    const name = page.getByLabel('Name').first()
    const before = await name.inputValue()
    for (const takeBack of [
      () => page.getByRole('button', { name: 'Undo' }).click(),
      async () => {
        await leaveField(page)
        await page.keyboard.press('Control+z')
      },
    ]) {
      await name.fill('Engine room')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: /^Engine room/ }).waitFor()
      await takeBack()
      await page.getByText('Taken back.').first().waitFor()
      await expect.poll(() => name.inputValue()).toBe(before)
      await page.getByRole('button', { name: new RegExp(`^${before}`) }).waitFor()
    }
  })
})

test('an open panel is in the address: it survives a reload, and a colleague who gets the link sees it', async () => {
  const { page } = await place.signUp()
  await page.getByLabel(/^Task for/).fill('run: mkdir -p reports; echo thirty > reports/june.txt')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForURL(/\/threads\/[0-9a-f-]{36}/)
  const made = page.getByRole('list', { name: /^Changed while its commands ran/ })
  await made.getByRole('button', { name: 'june.txt' }).click()
  await page.getByRole('dialog').getByText('thirty').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('header').getByRole('button', { name: 'Files' }).click()
  await page.waitForURL(/panel=files/)
  const panel = page.getByRole('complementary', { name: 'Files of the workspace' })
  await panel.getByRole('button', { name: /^reports/ }).click()
  await panel.getByRole('button', { name: /^june\.txt/ }).click()
  await page.waitForURL(/file=/)
  await page.reload()
  await panel.getByText('thirty').waitFor()
})
