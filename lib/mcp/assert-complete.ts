import { AppError } from '#lib/errors.ts'
import type { NewMcpServer } from './schema.ts'
import { secretsIn } from './secrets-in.ts'

const EXAMPLE = '$' + '{GITHUB_TOKEN}'
/** Names under which a value is a credential, whoever it belongs to. */
const CREDENTIAL = /auth|token|secret|password|cookie|api[-_]?key|credential/i

/** @throws AppError `invalid_input` for what cannot be connected, and for a credential that stands there openly */
export function assertComplete(server: NewMcpServer): void {
  const { transport, command, url, env, headers } = server
  if (transport === 'stdio' && command === '') throw refusal('command', 'Enter the program that the server is.')
  if (transport !== 'stdio' && url === '') throw refusal('url', 'Enter the address of the server.')
  if (transport !== 'stdio' && URL.parse(url)?.username) {
    throw refusal('url', 'The address must not carry a name or a password. Put them into a header, by a secret.')
  }
  const open = (values: NewMcpServer['env'], field: string) => {
    const at = values.findIndex(
      ({ name, value }) => CREDENTIAL.test(name) && value !== '' && secretsIn([value]).length === 0,
    )
    if (at === -1) return
    const message = `This looks like a credential. Make it a secret of the workspace, and write its name here: ${EXAMPLE}.`
    throw refusal(`${field}.${at}.value`, message)
  }
  open(env, 'env')
  open(headers, 'headers')
}

function refusal(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { [field]: [message] } })
}
