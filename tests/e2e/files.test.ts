import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { expectNoSidewaysScroll, expectPageFitsWindow, phone } from './support/browser.ts'
import { dockerInstallation } from './support/docker-installation.ts'
import type { SignedUp } from './support/installation.ts'

const crew = dockerInstallation()

const MIB = 1024 * 1024
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
/** In the escapes of CSS. */
const quoted = (name: string) => `"${name.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\a ')}"`
const entry = (page: Page, name: string) => page.locator(`[role=row][data-name=${quoted(name)}]`)
const grid = (page: Page) => page.getByRole('grid')
const api = ({ workspaceId }: SignedUp) => `/api/v1/workspaces/${workspaceId}`
const contentOf = (who: SignedUp, path: string) => `${api(who)}/files/content?${new URLSearchParams({ path })}`
const sameOrigin = () => ({ origin: crew.app.url })

async function put(who: SignedUp, path: string, text: string): Promise<void> {
  const response = await who.page.request.put(contentOf(who, path), { headers: sameOrigin(), data: Buffer.from(text) })
  expect(response.status(), await response.text()).toBe(200)
}

async function read(who: SignedUp, path: string): Promise<string> {
  const response = await who.page.request.get(contentOf(who, path))
  return response.ok() ? await response.text() : `${response.status()}`
}

/** Has the workspace's agent do something; its name. */
async function haveAgent(who: SignedUp, text: string): Promise<string> {
  const { request } = who.page
  const { items } = await (await request.get(`${api(who)}/agents`)).json()
  const headers = sameOrigin()
  const thread = await (await request.post(`${api(who)}/threads`, { headers, data: { agentId: items[0].id } })).json()
  const posted = await request.post(`${api(who)}/threads/${thread.id}/messages`, { headers, data: { text } })
  expect(posted.status(), await posted.text()).toBe(201)
  return items[0].name
}

/** Lets a file of so many bytes fall on the page, as if from the desktop. */
async function drop(page: Page, name: string, size: number): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, size }) => {
      const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 10)) % 251)
      const data = new DataTransfer()
      data.items.add(new File([bytes], name, { lastModified: 1_700_000_000_000 }))
      return data
    },
    { name, size },
  )
  await page.locator('[data-drop-zone]').dispatchEvent('drop', { dataTransfer: transfer })
}

const droppedBytes = (size: number) =>
  Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 10)) % 251)

test('an upload goes on where it was, after a broken connection and after a reload', async () => {
  const who = await crew.signUp()
  const { page, root } = who
  const size = 10 * MIB
  const offsets: number[] = []
  const refused = new Set<number>()
  let allowed = 1
  await page.route('**/uploads/*/content**', async (route) => {
    const offset = Number(new URL(route.request().url()).searchParams.get('offset'))
    if (allowed-- <= 0) {
      refused.add(offset)
      return route.abort('connectionreset')
    }
    offsets.push(offset)
    await route.continue()
  })
  await page.goto(`${root}/files`)
  await page.getByText('No files yet').waitFor()
  await drop(page, 'Übertragung.bin', size)
  const row = page.locator('[data-upload-state]')
  await expect.poll(() => row.getAttribute('data-upload-state')).toBe('offline')
  allowed = 1
  // The second part has arrived once the third is tried.
  await expect.poll(() => refused.has(8 * MIB)).toBe(true)
  expect(offsets).toEqual([0, 4 * MIB])

  // The page goes, and with it the file; what has arrived is there, under no name that anybody sees.
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect.poll(() => row.getAttribute('data-upload-state')).toBe('lost')
  expect(await read(who, '/workspace/Übertragung.bin')).toBe('404')
  allowed = 100
  const buffer = Buffer.from(droppedBytes(size))
  const folder = mkdtempSync(join(tmpdir(), 'crewhouse-upload-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'Übertragung.bin'), buffer)
  await row.locator('input[type=file]').setInputFiles(join(folder, 'Übertragung.bin'))
  await expect.poll(() => row.getAttribute('data-upload-state')).toBe('done')
  expect(offsets).toEqual([0, 4, 8].map((part) => part * MIB))
  await entry(page, 'Übertragung.bin').waitFor()
  const arrived = await page.request.get(contentOf(who, '/workspace/Übertragung.bin'))
  expect(sha(await arrived.body())).toBe(sha(buffer))
  const tail = await page.request.get(contentOf(who, '/workspace/Übertragung.bin'), {
    headers: { range: `bytes=${size - 3}-` },
  })
  expect(tail.status()).toBe(206)
  expect(tail.headers()['content-range']).toBe(`bytes ${size - 3}-${size - 1}/${size}`)
  expect([...(await tail.body())]).toEqual([...buffer.subarray(size - 3)])
})

const odd = [
  'Gru\u0308ße NFD.txt',
  'Grüße NFC.txt',
  '🐙 sketch.md',
  '  two  spaces ',
  'line\nbreak.txt',
  '-rf',
  'quote \' " $HOME',
]

test('odd names are listed, opened, renamed, moved by keyboard and by dialog, and in the archive', async () => {
  const who = await crew.signUp()
  const { page, root } = who
  for (const name of odd) await put(who, `/workspace/odd/${name}`, `in ${name}`)
  await page.goto(`${root}/files?folder=/workspace/odd`)
  for (const name of odd) {
    await entry(page, name).getByRole('button').click()
    await expect
      .poll(() => page.getByRole('complementary', { name: 'Preview' }).textContent())
      .toContain(`in ${name.split('\n')[0]}`)
  }
  await page.getByRole('button', { name: 'Close the preview' }).click()

  await entry(page, '-rf').click()
  await grid(page).focus()
  await page.keyboard.press('F2')
  await page.getByLabel('Name', { exact: true }).fill('--help ü\u0308')
  await page.keyboard.press('Enter')
  await entry(page, '--help ü\u0308').waitFor()

  await entry(page, '🐙 sketch.md').click()
  await entry(page, '  two  spaces ').click({ modifiers: ['ControlOrMeta'] })
  await grid(page).focus()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Files', exact: true }).last().click()
  await dialog.getByRole('button', { name: 'Move here' }).click()
  await expect.poll(() => entry(page, '🐙 sketch.md').count()).toBe(0)
  expect(await read(who, '/workspace/🐙 sketch.md')).toBe('in 🐙 sketch.md')

  const zip = await page.request.get(`${api(who)}/files/zip?path=/workspace/odd`)
  expect(zip.headers()['content-disposition']).toContain('odd.zip')
  const files = unzip(await zip.body())
  const expected = odd.filter((name) => !['🐙 sketch.md', '  two  spaces ', '-rf'].includes(name))
  expect([...files.keys()].sort()).toEqual([...expected, '--help ü\u0308', ''].map((name) => `odd/${name}`).sort())
  for (const name of expected) expect(files.get(`odd/${name}`)).toBe(`in ${name}`)
})

test('what an agent writes appears live with its name, and an edit meets it as a conflict with both sides', async () => {
  const who = await crew.signUp()
  const { page, root } = who
  await put(who, '/workspace/notes.md', 'first line\n')
  await page.goto(`${root}/files?folder=/workspace&file=/workspace/notes.md`)
  await page.getByRole('button', { name: 'Edit' }).click()
  const editor = page.getByRole('textbox', { name: 'Editing notes.md' })
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('mine, too')
  const agent = await haveAgent(who, 'write: notes.md <<< theirs\nrun: mkdir -p made && echo x > made/by-shell.txt')
  await expect.poll(() => entry(page, 'notes.md').textContent()).toContain(agent)
  await expect.poll(() => entry(page, 'made').count()).toBe(1)
  await expect.poll(() => entry(page, 'made').textContent()).toContain(agent)
  await page.getByText(`${agent} changed this file`).waitFor()

  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'notes.md was changed meanwhile' })
  await dialog.waitFor()
  expect(await dialog.getByRole('region', { name: 'Your text' }).textContent()).toContain('mine, too')
  expect(await dialog.getByRole('region', { name: /In the file now/ }).textContent()).toContain('theirs')
  expect(await read(who, '/workspace/notes.md')).toBe('theirs\n')
  await dialog.getByRole('button', { name: 'Replace with mine' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await read(who, '/workspace/notes.md')).toBe('first line\nmine, too')
})

test('what is deleted comes back by undo, and from the trash', async () => {
  const who = await crew.signUp()
  const { page, root } = who
  for (const name of ['one.txt', 'two.txt', 'folder/inner.txt']) await put(who, `/workspace/${name}`, name)
  await page.goto(`${root}/files`)
  await entry(page, 'one.txt').click()
  await grid(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.getByText('No files yet').waitFor()
  expect(await read(who, '/workspace/folder/inner.txt')).toBe('404')
  await page.getByRole('button', { name: 'Undo' }).click()
  await entry(page, 'folder').waitFor()
  expect(await read(who, '/workspace/folder/inner.txt')).toBe('folder/inner.txt')

  await entry(page, 'two.txt').click()
  await grid(page).focus()
  await page.keyboard.press('Delete')
  await entry(page, 'two.txt').waitFor({ state: 'detached' })
  await put(who, '/workspace/two.txt', 'somebody else’s')
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Trash' }).click()
  await page.getByRole('button', { name: 'Restore two.txt' }).click()
  await page.getByText('The trash is empty').waitFor()
  await page.keyboard.press('Escape')
  await entry(page, 'two (2).txt').waitFor()
  expect([await read(who, '/workspace/two.txt'), await read(who, '/workspace/two (2).txt')]).toEqual([
    'somebody else’s',
    'two.txt',
  ])
})

const SCRIPT = 'window.top.owned = document.cookie; fetch("/api/v1/me").then(() => { document.title = "owned" })'
const hostile: Record<string, string> = {
  'evil.html': `<!doctype html><script>${SCRIPT}</script><img src=x onerror='${SCRIPT}'>`,
  'evil.svg': `<svg xmlns="http://www.w3.org/2000/svg" onload='${SCRIPT}'><script>${SCRIPT}</script></svg>`,
  'evil.md': `# Hi <script>${SCRIPT}</script>\n<img src=x onerror='${SCRIPT}'>\n[x](javascript:alert(1))`,
  'evil.png': `<!doctype html><script>${SCRIPT}</script>`,
  'evil.pdf': `<!doctype html><script>${SCRIPT}</script>`,
  'evil.xhtml': `<html xmlns="http://www.w3.org/1999/xhtml"><script>${SCRIPT}</script></html>`,
}

test('nothing that a workspace holds runs in this origin: not previewed, not framed, not opened', async () => {
  const who = await crew.signUp()
  const { page, root } = who
  for (const [name, text] of Object.entries(hostile)) await put(who, `/workspace/${name}`, text)
  await page.goto(`${root}/files`)
  const isOwned = () => page.evaluate(() => 'owned' in window || document.title === 'owned')
  for (const name of Object.keys(hostile)) {
    await entry(page, name).getByRole('button').click()
    await page.getByRole('heading', { name }).waitFor()
    const addresses = [contentOf(who, `/workspace/${name}`), `${contentOf(who, `/workspace/${name}`)}&inline`]
    for (const address of addresses) {
      const { headers, text } = await page.evaluate(async (url) => {
        const frame = document.createElement('iframe')
        frame.src = url
        document.body.append(frame)
        const object = document.createElement('object')
        object.data = url
        document.body.append(object)
        const response = await fetch(url)
        await new Promise((resolve) => setTimeout(resolve, 300))
        return { headers: Object.fromEntries(response.headers), text: await response.text() }
      }, address)
      expect(text).toBe(hostile[name])
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-type']).not.toMatch(/html|svg|xml|script|text/)
      // A tab of its own, as a link in a message would open it: a download, or nothing at all.
      const tab = await page.context().newPage()
      await tab.goto(address).catch(() => undefined)
      expect(await tab.evaluate(() => 'owned' in window || document.title === 'owned')).toBe(false)
      await tab.close()
    }
    expect(await isOwned(), name).toBe(false)
  }
})

test('the page is clean for axe in both themes, speaks German, shows a table, and fits a phone', async () => {
  const who = await crew.signUp({ ...phone, locale: 'de-DE' })
  const { page, root } = who
  await put(who, '/workspace/tabelle.csv', 'Name,Wert\nÄpfel,3\n"Birnen, reif",4\n')
  await page.goto(`${root}/files`)
  await entry(page, 'tabelle.csv').getByRole('button').click()
  await page.getByRole('cell', { name: 'Birnen, reif' }).waitFor()
  await page.getByRole('button', { name: 'Vorschau schließen' }).click()
  await entry(page, 'tabelle.csv').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.classList.contains(theme), colorScheme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
  }
  await expectNoSidewaysScroll(page)
  await expectPageFitsWindow(page)
})

/** Names and texts of an archive, from its own table of contents. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006') + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, nameSize, extraSize, noteSize] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    const head = bytes.readUInt32LE(at + 42)
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
    const packed = bytes.subarray(from, from + size)
    const text = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
    files.set(bytes.toString('utf8', at + 46, at + 46 + nameSize), text.toString())
    at += 46 + nameSize + extraSize + noteSize
  }
  return files
}
