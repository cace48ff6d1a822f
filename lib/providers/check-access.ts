import { AppError } from '#lib/errors.ts'
import { fetchFor } from './credentials.ts'
import { fetchModels } from './fetch-models.ts'
import { type ProviderKind, providerKinds } from './schema.ts'

export interface AccessToCheck {
  kind: ProviderKind
  baseUrl: string | null
  apiKey: string | null
}

/** @throws AppError `invalid_input` for what is missing. */
export function assertComplete({ kind, baseUrl, apiKey }: AccessToCheck): void {
  const { label, needsKey, defaultBaseUrl } = providerKinds[kind]
  if (needsKey && apiKey === null) throw fieldError('apiKey', `Enter the ${label} key.`)
  if (defaultBaseUrl === null && baseUrl === null) {
    throw fieldError('baseUrl', 'Enter the address, such as http://localhost:11434/v1.')
  }
}

/** Uses the key once. @throws AppError `invalid_input`: refused, in the provider's words, or not reached, and why. */
export async function assertWorks(access: AccessToCheck): Promise<void> {
  const answer = await fetchModels({ ...access, fetch: fetchFor(access) })
  if (answer.status === 'works') return
  const { label } = providerKinds[access.kind]
  throw answer.status === 'refused'
    ? unlessInsisted('apiKey', `${label} refuses the key: ${answer.message}`)
    : unlessInsisted('baseUrl', `${label} cannot be reached. ${answer.message}`)
}

/** What the try said can be overruled; what is missing cannot. */
function unlessInsisted(field: string, message: string): AppError {
  const fieldErrors = { [field]: [message], saveAnyway: ['With this it is saved all the same.'] }
  return new AppError('invalid_input', message, { fieldErrors })
}

/** What is shown in place of a key. */
export function hintOf(apiKey: string | null): string {
  return apiKey !== null && apiKey.length >= 12 ? apiKey.slice(-4) : ''
}

export function fieldError(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { [field]: [message] } })
}
