import type { Command } from './command.ts'
import { addAgent, editAgent, listAgents } from './commands/agents.ts'
import { chat } from './commands/chat.ts'
import { pull, push } from './commands/files.ts'
import { login, logout, whoami } from './commands/login.ts'
import { watchRun } from './commands/runs.ts'

const text = { type: 'string' } as const
const agentOptions = { name: text, persona: text, color: text, model: text, tools: text }

export const commands: Record<string, Command> = {
  login: {
    summary: 'Keep the address and the API key of an installation.',
    usage: 'login --url URL [--key KEY | key on standard input] [--workspace ID]',
    options: { url: text, key: text, workspace: text },
    args: [0, 0],
    run: login,
  },
  logout: { summary: 'Forget the key.', usage: 'logout', args: [0, 0], run: logout },
  whoami: { summary: 'Where you are logged in.', usage: 'whoami', args: [0, 0], run: whoami },
  'agents list': { summary: 'The agents of the workspace.', usage: 'agents list', args: [0, 0], run: listAgents },
  'agents add': {
    summary: 'Make an agent.',
    usage: 'agents add --name NAME [--template ID] [--persona TEXT|@FILE] [--model PROVIDER/MODEL] [--tools a,b]',
    options: { ...agentOptions, template: text },
    args: [0, 0],
    run: addAgent,
  },
  'agents edit': {
    summary: 'Change an agent: only what is given.',
    usage: 'agents edit AGENT [--name NAME] [--persona TEXT|@FILE] [--model PROVIDER/MODEL] [--tools a,b]',
    options: agentOptions,
    args: [1, 1],
    run: editAgent,
  },
  chat: {
    summary: 'Talk to an agent; without a message, line by line from standard input.',
    usage: 'chat AGENT [MESSAGE] [--thread ID]',
    options: { thread: text },
    args: [1, 2],
    run: chat,
  },
  'runs watch': { summary: 'Follow a run until it is over.', usage: 'runs watch RUN', args: [1, 1], run: watchRun },
  'files pull': {
    summary: 'Copy files of the workspace here. What is here already, the same, is left out.',
    usage: 'files pull PATH [FOLDER]',
    args: [1, 2],
    run: pull,
  },
  'files push': {
    summary: 'Copy files into the workspace. A large file that broke off goes on where it stopped.',
    usage: 'files push PATH [FOLDER IN THE WORKSPACE]',
    args: [1, 2],
    run: push,
  },
}
