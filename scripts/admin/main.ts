import { parseArgs } from 'node:util'
import { closeDb } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { closeRedis } from '#lib/queue/connection.ts'
import { commands } from './commands.ts'
import { printAnswer, usage } from './output.ts'

/**
 * `npm run admin -- COMMAND ...`: administration of the installation by whoever has a shell on it.
 * @returns the exit code: 0, 1 for a refusal, 2 for a wrong call
 */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv
  if (!name || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(usage())
    return name ? 0 : 2
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return wrongCall(`There is no command "${name}".`)
  let values: Record<string, string | boolean | undefined>
  try {
    const options = Object.fromEntries(Object.keys(command.options).map((key) => [key, { type: 'string' as const }]))
    values = parseArgs({ args: rest, options: { ...options, json: { type: 'boolean' } } }).values
  } catch (error) {
    return wrongCall((error as Error).message)
  }
  const { json, ...given } = values
  const missing = Object.entries(command.options).filter(([key, { required }]) => required && !given[key])
  if (missing.length > 0) return wrongCall(`${name} needs ${missing.map(([key]) => `--${key}`).join(', ')}.`)
  try {
    printAnswer(await command.run(given as Record<string, string>), json === true)
    return 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await Promise.all([closeDb(), closeRedis()])
  }
}

function wrongCall(message: string): number {
  process.stderr.write(`${message}\n\n${usage()}`)
  return 2
}
