import type { ParseArgsOptionsConfig } from 'node:util'

export interface Call {
  /** What stands after the command's name. */
  args: string[]
  options: Record<string, string | boolean | undefined>
  json: boolean
}

export interface Command {
  summary: string
  usage: string
  options?: ParseArgsOptionsConfig
  /** How many arguments there must be, at least and at most. */
  args: [least: number, most: number]
  run: (call: Call) => Promise<number>
}
