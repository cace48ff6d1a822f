import account from './de/account.json'
import agents from './de/agents.json'
import api from './de/api.json'
import approvals from './de/approvals.json'
import auth from './de/auth.json'
import budgets from './de/budgets.json'
import chat from './de/chat.json'
import common from './de/common.json'
import connections from './de/connections.json'
import errors from './de/errors.json'
import files from './de/files.json'
import home from './de/home.json'
import httpTools from './de/http-tools.json'
import market from './de/market.json'
import mcp from './de/mcp.json'
import memory from './de/memory.json'
import network from './de/network.json'
import notifications from './de/notifications.json'
import offline from './de/offline.json'
import providers from './de/providers.json'
import sandbox from './de/sandbox.json'
import secrets from './de/secrets.json'
import settings from './de/settings.json'
import shell from './de/shell.json'
import skills from './de/skills.json'
import stop from './de/stop.json'
import team from './de/team.json'
import teamTalk from './de/team-talk.json'
import threads from './de/threads.json'
import tools from './de/tools.json'
import trace from './de/trace.json'
import ui from './de/ui.json'
import type { Messages } from './en.ts'

export const de: Messages = {
  account,
  agents,
  api,
  approvals,
  auth,
  budgets,
  chat,
  common,
  connections,
  errors,
  files,
  home,
  'http-tools': httpTools,
  mcp,
  memory,
  network,
  offline,
  market,
  notifications,
  providers,
  sandbox,
  secrets,
  settings,
  shell,
  skills,
  stop,
  team,
  'team-talk': teamTalk,
  threads,
  tools,
  trace,
  ui,
}
