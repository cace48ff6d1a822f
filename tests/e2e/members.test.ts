import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { projectRoot } from '#scripts/services/folders.ts'
import { newPerson, type Person, signIn } from './support/account.ts'
import { installation } from './support/installation.ts'

const here = installation()
let owner: Page
let tenantId: string
let root: string
let colleague: Person

beforeEach(async () => {
  ;({ page: owner, root } = await here.signUp())
  const me = await (await owner.request.get('/api/v1/me')).json()
  tenantId = me.tenants[0].id
  colleague = newPerson('Grace Hopper')
})

/** As `npm run admin -- create-user` does it, on this installation. */
function createColleague(role: string): void {
  const call = `const { main } = await import('#scripts/admin/main.ts'); process.exitCode = await main(process.argv.slice(1))`
  const { email, name, password } = colleague
  const options = { tenant: tenantId, role, email, name, password }
  const args = Object.entries(options).flatMap(([key, value]) => [`--${key}`, value])
  execFileSync(process.execPath, ['--input-type=module', '-e', call, 'create-user', ...args], {
    cwd: projectRoot,
    env: here.app.env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function enterAsColleague(): Promise<Page> {
  const page = await here.open()
  await signIn(page, colleague)
  await page.waitForURL(/\/w\//)
  return page
}

test('a colleague works in the same workspace, and is out with the next click when removed', async () => {
  createColleague('member')
  const page = await enterAsColleague()
  await page.goto(root)
  await page.getByRole('textbox', { name: /^Task for/ }).waitFor()

  await owner.goto(`${root}/settings/members`)
  await owner.getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await owner.getByText(colleague.email).waitFor({ state: 'detached' })
  await page.goto(root)
  await page.getByText('This page does not exist').waitFor()
})

test('a viewer is told so, finds nothing to change, and gets more rights without signing in again', async () => {
  createColleague('viewer')
  const page = await enterAsColleague()
  await page.getByText('You are here to look').waitFor()
  await page.goto(`${root}/agents`)
  await page.getByRole('main').getByRole('link', { name: 'Coder', exact: true }).click()
  expect(await page.getByLabel('Name').isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Remove…' }).count()).toBe(0)
  await page.goto(`${root}/settings/api-keys`)
  await page.getByText('Keys are kept by admins').waitFor()

  await owner.goto(`${root}/settings/members`)
  await owner.getByRole('combobox', { name: 'Role of Grace Hopper' }).click()
  const saved = owner.waitForResponse((response) => 'next-action' in response.request().headers())
  await owner.getByRole('option', { name: /^Member/ }).click()
  await saved
  await page.goto(root)
  await page.getByRole('textbox', { name: /^Task for/ }).waitFor()
})

test('the last owner stays an owner, and is told why', async () => {
  await owner.goto(`${root}/settings/members`)
  await owner.getByRole('combobox', { name: 'Role of Ada Lovelace' }).click()
  await owner.getByRole('option', { name: /^Viewer/ }).click()
  await owner.getByText('This is the last owner. Make somebody else an owner first.').waitFor()
})
