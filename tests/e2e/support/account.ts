import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'

export interface Person {
  name: string
  email: string
  password: string
}

/** Somebody who is in no database yet. */
export function newPerson(name = 'Ada Lovelace'): Person {
  const unique = randomBytes(4).toString('hex')
  return {
    name,
    email: `${name.split(' ')[0]?.toLowerCase()}-${unique}@example.com`,
    password: `engine-${unique}-notes`,
  }
}

/** Signs up through the page, and waits for the workspace. @returns the workspace's id */
export async function signUp(page: Page, person: Person): Promise<string> {
  await page.goto('/sign-up')
  // By the fields' names: the words depend on the language of the browser.
  await page.locator('[name=name]').fill(person.name)
  await page.locator('[name=email]').fill(person.email)
  await page.locator('[name=password]').fill(person.password)
  await page.locator('[type=submit]').click()
  await page.waitForURL(/\/w\/[0-9a-f-]{36}/)
  return workspaceIdOf(page)
}

export async function signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** The id of the workspace that a page belongs to. */
export function workspaceIdOf(page: Page): string {
  const id = /\/w\/([0-9a-f-]{36})/.exec(page.url())?.[1]
  if (!id) throw new Error(`not a workspace's page: ${page.url()}`)
  return id
}
