import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { CliError, EXIT } from './errors.ts'

/** Runs one command. @returns the process's exit code */
export async function main(argv: string[]): Promise<number> {
  try {
    const names = argv.filter((arg) => !arg.startsWith('-'))
    const name = [names.slice(0, 2).join(' '), names[0] ?? ''].find((each) => Object.hasOwn(commands, each))
    const command = name === undefined ? undefined : commands[name]
    if (name === undefined || !command) return help(argv, names)
    const { values, positionals } = parse(argv, command)
    if (values.help) {
      console.log(helpOn(command))
      return EXIT.done
    }
    const args = positionals.slice(name.split(' ').length)
    const [least, most] = command.args
    if (args.length < least || args.length > most) throw new CliError(helpOn(command), EXIT.usage)
    return await command.run({ args, options: values, json: values.json === true })
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    console.error(`crewhouse: ${error.message}`)
    return error.exitCode
  }
}

function parse(argv: string[], command: Command) {
  const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    throw new CliError(`${(error as Error).message}\n${helpOn(command)}`, EXIT.usage)
  }
}

function help(argv: string[], names: string[]): number {
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage}\n      ${summary}`)
  const all = ['crewhouse: agents of a Crewhouse installation, by its API', '', ...lines]
  const ending = ['', 'Every command: --json for programs, --help. Exit codes: 0 done, 1 failed, 2 wrong use,']
  const codes = ['3 not logged in, 4 not found, 5 the run did not succeed.']
  const words = [...all, ...ending, ...codes].join('\n')
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h') || names[0] === 'help') {
    console.log(words)
    return argv.length === 0 ? EXIT.usage : EXIT.done
  }
  throw new CliError(`There is no command "${names.join(' ')}". crewhouse --help lists them.`, EXIT.usage)
}

function helpOn({ usage, summary }: Command): string {
  return `Usage: crewhouse ${usage}\n${summary}`
}
