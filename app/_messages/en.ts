import account from './en/account.json'
import agents from './en/agents.json'
import api from './en/api.json'
import approvals from './en/approvals.json'
import auth from './en/auth.json'
import budgets from './en/budgets.json'
import chat from './en/chat.json'
import common from './en/common.json'
import connections from './en/connections.json'
import errors from './en/errors.json'
import files from './en/files.json'
import home from './en/home.json'
import httpTools from './en/http-tools.json'
import market from './en/market.json'
import mcp from './en/mcp.json'
import memory from './en/memory.json'
import network from './en/network.json'
import notifications from './en/notifications.json'
import offline from './en/offline.json'
import providers from './en/providers.json'
import sandbox from './en/sandbox.json'
import secrets from './en/secrets.json'
import settings from './en/settings.json'
import shell from './en/shell.json'
import skills from './en/skills.json'
import stop from './en/stop.json'
import team from './en/team.json'
import teamTalk from './en/team-talk.json'
import threads from './en/threads.json'
import tools from './en/tools.json'
import trace from './en/trace.json'
import ui from './en/ui.json'

/** What the pages say in English, by namespace: one for each area. The other languages have the same keys. */
export const en = {
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

export type Messages = typeof en
