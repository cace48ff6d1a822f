import type { Page } from 'playwright-core'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeModel, says, startFakeModel } from '#tests/support/fake-model.ts'
import { installation } from './support/installation.ts'

const apiKey = 'sk-test-0123456789abcd'
let model: FakeModel
const here = installation(async () => {
  model = await startFakeModel(says('Hello.'), { apiKey, models: ['small-model', 'large-model'] })
  return { CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1' }
})
let page: Page
let root: string

afterAll(async () => model?.close())
beforeEach(async () => {
  ;({ page, root } = await here.signUp())
})

async function addWriter(): Promise<void> {
  await page.goto(`${root}/agents/new`)
  await page.getByRole('button', { name: /^Writer/ }).click()
  await page.waitForURL(/\/agents\/[0-9a-f-]{36}/)
}

describe('agents', () => {
  test('one click makes one from a template, and it is there for everybody to see', async () => {
    await addWriter()
    expect(await page.getByLabel('Name').inputValue()).toBe('Writer')
    expect(await page.getByRole('switch', { name: /^Run commands/ }).getAttribute('aria-checked')).toBe('false')
    await page.goto(`${root}/agents`)
    await page.getByRole('main').getByRole('link', { name: 'Writer', exact: true }).waitFor()
    await page.getByRole('complementary').getByRole('link', { name: 'Writer', exact: true }).waitFor()
  })

  test('what is changed stays after a reload, and shows in the sidebar at once', async () => {
    await addWriter()
    await page.getByLabel('Name').fill('Jane Austen')
    await page.getByRole('radio', { name: 'pink' }).click()
    await page.getByLabel('Persona').fill('You write **novels**.')
    await page.getByRole('switch', { name: /^Run commands/ }).click()
    await page.getByLabel('Memory', { exact: true }).fill('256')
    await page.getByRole('button', { name: /^Save/ }).click()
    await page.getByText('Saved.').first().waitFor()
    await page.getByRole('complementary').getByRole('link', { name: 'Jane Austen', exact: true }).waitFor()
    await page.reload()
    expect(await page.getByLabel('Name').inputValue()).toBe('Jane Austen')
    expect(await page.getByRole('radio', { name: 'pink' }).getAttribute('aria-checked')).toBe('true')
    expect(await page.getByLabel('Persona').inputValue()).toBe('You write **novels**.')
    expect(await page.getByRole('switch', { name: /^Run commands/ }).getAttribute('aria-checked')).toBe('true')
    expect(await page.getByLabel('Memory', { exact: true }).inputValue()).toBe('256')
  })

  test('a field that will not do says so, and nothing that was written is lost', async () => {
    await addWriter()
    await page.getByLabel('Name').fill('')
    await page.getByLabel('Persona').fill('Kept.')
    await page.getByRole('button', { name: /^Save/ }).click()
    await page.getByText('Give the agent a name.').waitFor()
    expect(await page.getByLabel('Name').evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await page.getByLabel('Persona').inputValue()).toBe('Kept.')
  })

  test('removing one says what goes and what stays, and can be called off', async () => {
    await addWriter()
    await page.getByRole('button', { name: 'Remove…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove Writer?' })
    await dialog.getByText('Files in the workspace stay.').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Remove…' }).click()
    await dialog.getByLabel('Type “Writer” to confirm').fill('Writer')
    await dialog.getByRole('button', { name: 'Remove Writer' }).click()
    await page.waitForURL(/\/agents$/)
    await page.getByRole('link', { name: 'Writer', exact: true }).first().waitFor({ state: 'detached' })
  })
})

describe('model providers', () => {
  async function connect(key: string): Promise<void> {
    await page.goto(`${root}/settings/models`)
    await page.getByRole('button', { name: 'Add a provider' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Provider', { exact: true }).click()
    await page.getByRole('option', { name: /^Another one/ }).click()
    await dialog.getByLabel('Name').fill('Our models')
    await dialog.getByLabel('Address').fill(model.url)
    await dialog.getByLabel(/^Key/).fill(key)
    await dialog.getByRole('button', { name: 'Try and save' }).click()
  }

  test('a key that is refused is not saved, and the provider’s own words say why', async () => {
    await connect('sk-wrong-0000000000')
    await page.getByText(/Incorrect API key provided/).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.reload()
    await page.getByText('No model yet').waitFor()
  })

  test('a key that works is saved, never shown again, and an agent can choose a model and a fallback', async () => {
    await connect(apiKey)
    await page.getByText('Our models is connected.').waitFor()
    await page.reload()
    expect(await page.content()).not.toContain(apiKey)
    await page.getByRole('main').getByText('key …abcd').waitFor()
    await page.getByRole('button', { name: 'Test' }).click()
    await page.getByText('It works: 2 models.').waitFor()

    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('House models')
    await page.getByRole('button', { name: 'Try and save' }).click()
    await page.getByText('House models was saved.').waitFor()
    await page.getByRole('main').getByText('House models').first().waitFor()

    await addWriter()
    await page.getByRole('button', { name: 'Choose a model' }).click()
    await page.getByLabel('Main model: name of the model').fill('small-model')
    await page.getByRole('button', { name: 'Add a fallback' }).click()
    await page.getByLabel('Fallback 1: name of the model').fill('large-model')
    await page.getByRole('button', { name: 'Move Fallback 1 up' }).click()
    const parameters = page.locator('details').first()
    await parameters.locator('summary').click()
    await parameters.getByLabel('Takes images').click()
    await page.getByRole('option', { name: 'Yes' }).click()
    await parameters.getByLabel(/^Room for the conversation/).fill('32000')
    await page.getByRole('button', { name: /^Save/ }).click()
    await page.getByText('Saved.').first().waitFor()
    await page.reload()
    await parameters.locator('summary').click()
    expect(await parameters.getByLabel('Takes images').textContent()).toBe('Yes')
    expect(await parameters.getByLabel(/^Room for the conversation/).inputValue()).toBe('32000')
    expect(await page.getByLabel('Main model: name of the model').inputValue()).toBe('large-model')
    expect(await page.getByLabel('Fallback 1: name of the model').inputValue()).toBe('small-model')
  })
})

describe('settings', () => {
  test('a workspace’s new name is everywhere at once', async () => {
    await page.goto(`${root}/settings`)
    await page.getByLabel('Name').first().fill('Engine room')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: /^Engine room/ }).waitFor()
  })

  test('an API key is shown once, works, and is refused after it was revoked', async () => {
    await page.goto(`${root}/settings/api-keys`)
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByLabel('Name').fill('Nightly report')
    await page.getByRole('button', { name: 'Make the key' }).click()
    const key = await page.getByLabel('API key', { exact: true }).inputValue()
    const ask = () =>
      fetch(`${here.app.url}/api/v1/workspaces/${root.slice(3)}/agents`, {
        headers: { authorization: `Bearer ${key}` },
      })
    expect((await ask()).status).toBe(200)
    await page.getByRole('button', { name: 'Done' }).click()
    expect(await page.content()).not.toContain(key)
    await page.getByRole('button', { name: 'Revoke…' }).click()
    await page.getByRole('button', { name: 'Revoke the key' }).click()
    await page.getByText('No key yet').waitFor()
    expect((await ask()).status).not.toBe(200)
  })
})

describe('the keyboard', () => {
  test('goes everywhere, and keeps quiet while one writes', async () => {
    await page.getByRole('textbox', { name: /^Task for/ }).waitFor()
    await page.keyboard.type('go again?')
    expect(await page.getByRole('textbox', { name: /^Task for/ }).inputValue()).toBe('go again?')
    await page.getByRole('heading', { name: /^What should/ }).click()
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL(/\/agents$/)
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.waitForURL(/\/settings$/)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.getByRole('textbox', { name: /^Task for/ }).waitFor()
  })

  test('folds the sidebar, also for the next visit', async () => {
    await page.goto(`${root}/agents`)
    await page.getByRole('complementary').waitFor()
    await page.keyboard.press('[')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('button', { name: 'Show the sidebar' }).click()
    await page.getByRole('complementary').waitFor()
  })
})
