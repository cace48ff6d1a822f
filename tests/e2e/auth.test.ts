import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { newPerson, signIn, signUp } from './support/account.ts'
import { installation } from './support/installation.ts'

const here = installation()
let page: Page

beforeEach(async () => {
  page = await here.open()
})

describe('signing up', () => {
  test('leads in one click to a workspace with an agent, and the cursor where the task goes', async () => {
    await signUp(page, newPerson())
    const task = page.getByRole('textbox', { name: /^Task for/ })
    await task.waitFor()
    expect(await task.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByText('demo model').first().waitFor()
  })

  test('says at the field what is wrong, and puts the cursor there', async () => {
    await page.goto('/sign-up')
    await page.getByLabel('Your name').fill('Ada')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByText('Use at least 10 characters.').waitFor()
    const password = page.getByLabel('Password', { exact: true })
    expect(await password.getAttribute('aria-invalid')).toBe('true')
    expect(await password.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada')
  })

  test('refuses an address that has an account', async () => {
    const person = newPerson()
    await signUp(page, person)
    const other = await here.open()
    await other.goto('/sign-up')
    await other.getByLabel('Your name').fill('Somebody else')
    await other.getByLabel('E-mail').fill(person.email.toUpperCase())
    await other.getByLabel('Password', { exact: true }).fill(newPerson().password)
    await other.getByRole('button', { name: 'Create account' }).click()
    await other.getByText('There is an account with this e-mail address already.').waitFor()
  })

  test('is ready for password managers', async () => {
    await page.goto('/sign-up')
    expect(await page.getByLabel('E-mail').getAttribute('autocomplete')).toBe('username')
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete')).toBe('new-password')
    await page.goto('/sign-in')
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete')).toBe('current-password')
  })
})

describe('signing in', () => {
  test('does not tell a wrong password from an unknown address', async () => {
    const person = newPerson()
    await signUp(page, person)
    await page.context().clearCookies()
    const words = 'The e-mail address or the password is not right.'
    await signIn(page, { ...person, password: 'not the password' })
    await page.getByText(words).waitFor()
    await signIn(page, newPerson())
    await page.getByText(words).waitFor()
  })

  test('goes on to the page that asked for it', async () => {
    const person = newPerson()
    const workspace = await signUp(page, person)
    await page.context().clearCookies()
    await page.goto(`/w/${workspace}/agents`)
    await page.waitForURL(/\/sign-in/)
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(`**/w/${workspace}/agents`)
  })

  test('never goes on to another site', async () => {
    const person = newPerson()
    await signUp(page, person)
    for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      await page.context().clearCookies()
      await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(target)}`)
      await page.getByLabel('E-mail').fill(person.email)
      await page.getByLabel('Password', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { name: /^What should/ }).waitFor()
      expect(new URL(page.url()).origin, target).toBe(here.app.url)
    }
  })

  test('slows down whoever guesses', async () => {
    const person = newPerson()
    await signUp(page, person)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill('a wrong guess')
    const answer = page.getByRole('alert').filter({ hasText: /not right|Too many tries/ })
    for (let tries = 0; tries < 15; tries++) {
      const answered = page.waitForResponse(/callback\/credentials/)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await answered
      await answer.waitFor()
      if (/Too many tries/.test((await answer.textContent()) ?? '')) return
    }
    throw new Error('fifteen wrong passwords, and nobody minded')
  })
})

describe('signing out', () => {
  test('ends the login itself, not only the cookie', async () => {
    await signUp(page, newPerson())
    const cookies = await page.context().cookies()
    await page.getByRole('button', { name: /account menu/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    await page.context().addCookies(cookies)
    await page.goto('/')
    await page.waitForURL(/\/sign-in/)
  })

  test('can be done for another browser', async () => {
    const person = newPerson()
    const workspace = await signUp(page, person)
    const other = await here.open()
    await signIn(other, person)
    await other.waitForURL(/\/w\//)
    await page.goto(`/w/${workspace}/settings/account`)
    await page.getByRole('button', { name: 'Sign out there' }).click()
    await page.getByRole('button', { name: 'Sign out there' }).waitFor({ state: 'detached' })
    await other.goto(`/w/${workspace}`)
    await other.waitForURL(/\/sign-in/)
  })
})
