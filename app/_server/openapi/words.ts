/** What an operation does, for people. One without an entry is described by its id. */
const summaries: Record<string, [summary: string, description?: string]> = {
  'agents.create': ['Create an agent', 'From a template, from fields of your own, or from both.'],
  'agents.delete': [
    'Delete an agent',
    'Its threads stay readable; its container is removed, and what it works on is cancelled.',
  ],
  'agents.get': ['Get an agent'],
  'agents.list': ['List agents', 'The oldest first.'],
  'agents.update': ['Change an agent', 'Fields that are left out stay as they are. Takes effect with the next run.'],
  'api-keys.create': [
    'Create an API key',
    'The only answer that holds the key itself. People alone make keys: a key cannot.',
  ],
  'api-keys.list': ['List API keys', 'Revoked ones included.'],
  'api-keys.revoke': ['Revoke an API key', 'It ends with its next request, for good.'],
  'team.get-settings': [
    'Get the team’s settings',
    'Which agents of a workspace may talk to one another, and what they are held to, level by level. A lower level can only narrow.',
  ],
  'team.get-tenant-settings': [
    'Get an organisation’s limits for agents',
    'What the agents of all its workspaces are held to when they work together.',
  ],
  'team.set-settings': [
    'Change the team’s settings',
    'Nobody talks to anybody until `talk` says so: `everyone`, named `pairs`, or one `coordinator` with all others.',
  ],
  'team.set-tenant-settings': [
    'Change an organisation’s limits for agents',
    'They bind all of its workspaces, which can only be narrower.',
  ],
  'team.set-agent-settings': ['Change an agent’s limits', 'Within what binds its workspace.'],
  'team.list-messages': [
    'List what agents say',
    'What agents, and people among them, said to one another, the latest first. The whole of a text stands in its thread.',
  ],
  'team.list-decisions': [
    'List what held agents back',
    'Where a safety control warned, delayed, refused or stopped an agent, with the reason that it was told.',
  ],
  'approvals.answer': [
    'Answer an approval',
    'Allows a call once or, with `scope` `run`, calls like it for the rest of the run; or refuses it, with a reason that the agent is told. Whoever answers second gets a 409 that names the first.',
  ],
  'approvals.approve-always': [
    'Allow from now on',
    'Allows a call, and writes the `rule` that lets calls like it through, where the rule stands that asks.',
  ],
  'approvals.get': ['Get an approval', 'What an agent asks to do, with the exact arguments, and what was answered.'],
  'approvals.list': [
    'List approvals',
    'Open ones, the oldest first; or with `state` `answered` the others, the latest first.',
  ],
  'stops.get': ['See what is stopped', 'The organisation, the workspace, or agents of it, and by whom.'],
  'stops.resume-agent': ['Let a stopped agent go on', 'Each run at the step where it was stopped.'],
  'stops.resume-tenant': ['Let a stopped organisation go on', 'Each run at the step where it was stopped.'],
  'stops.resume-workspace': ['Let a stopped workspace go on', 'Each run at the step where it was stopped.'],
  'stops.stop-agent': [
    'Stop an agent',
    'Its runs and containers halt within two seconds. Nothing of it begins until it is let go on.',
  ],
  'stops.stop-tenant': [
    'Stop an organisation',
    'All of its runs and containers halt within two seconds. Nothing of it begins until it is let go on.',
  ],
  'stops.stop-workspace': [
    'Stop a workspace',
    'All of its runs and containers halt within two seconds. Nothing of it begins until it is let go on.',
  ],
  'budgets.get': [
    'Get budgets',
    'Of the organisation and the workspace, with `agentId` those of an agent as well, and what they have counted. All that apply to a run bind it.',
  ],
  'budgets.get-tenant': ['Get an organisation’s budgets'],
  'budgets.list-prices': ['List an organisation’s model prices', 'Those that it set itself, in place of the list’s.'],
  'budgets.remove-price': ['Remove a model price', 'The list’s price counts again.'],
  'budgets.set-agent': [
    'Set an agent’s budget',
    'For each run, day or month (UTC). With both limits null it is removed.',
  ],
  'budgets.set-price': [
    'Set a model price',
    'For a million tokens, in millionths of a US dollar. Calls from now on are counted at it.',
  ],
  'budgets.set-tenant': [
    'Set an organisation’s budget',
    'For each run, day or month (UTC). It binds all of its workspaces. With both limits null it is removed.',
  ],
  'budgets.set-workspace': [
    'Set a workspace’s budget',
    'For each run, day or month (UTC). Runs that wait for it go on once there is room. With both limits null it is removed.',
  ],
  'tool-policies.get': [
    'Get the rules about tools',
    'Of the installation, the organisation and the workspace; with `agentId` those of an agent as well.',
  ],
  'tool-policies.get-tenant': ['Get an organisation’s rules about tools'],
  'tool-policies.set-agent': [
    'Set an agent’s rules about tools',
    'All of them at once. They can only be stricter than those above. With `revision` nothing is written over.',
  ],
  'tool-policies.set-tenant': [
    'Set an organisation’s rules about tools',
    'All of them at once. They bind all of its workspaces. With `revision` nothing is written over.',
  ],
  'tool-policies.set-workspace': [
    'Set a workspace’s rules about tools',
    'All of them at once. They bind all of its agents. With `revision` nothing is written over.',
  ],
  'tools.list': [
    'List tools',
    'With `agentId`: which of them the agent was given, and for each the rule that decides about it.',
  ],
  'files.cancel-upload': ['Cancel an upload', 'Gives back the room that its part takes.'],
  'files.delete': ['Delete files', 'Moves files and folders to the trash, from where they come back for a week.'],
  'files.empty-trash': ['Delete for good', 'Removes what is in the trash, and gives its room back.'],
  'files.finish-upload': ['Finish an upload', 'Puts it in its place in one step, when all of it has arrived.'],
  'files.get-upload': ['Get an upload', '`offset` says how much has arrived: where to go on after a break.'],
  'files.list': ['List a folder', 'By name, in pages. Works while all agents sleep.'],
  'files.list-trash': ['List the trash', 'The latest first.'],
  'files.list-uploads': ['List uploads', 'Those that are not finished.'],
  'files.make-folder': ['Create a folder', 'With those on the way to it; one that exists stays as it is.'],
  'files.move': ['Move or rename files', 'What has a new name already stays, unless `replace` is set.'],
  'files.restore': ['Restore files', 'From the trash to where they were, or beside what stands there now.'],
  'files.start-upload': ['Begin an upload', 'For files of any size: then send its parts, and finish it.'],
  'files.usage': ['Disk usage', 'What the workspace takes, trash and unfinished uploads included, and may take.'],
  'files.stat': ['Look at a file', 'Kind, size and time of a file or folder.'],
  'skills.approve': [
    'Let a skill through',
    'An admin’s word for a version with high findings: agents are given it from then on.',
  ],
  'skills.check': ['Check a skill', 'What the security check says of it before anything is kept.'],
  'skills.create': [
    'Add a skill',
    'From its files or a zip of its folder. It is checked first: where `skill` is null, a critical finding has blocked it, and nothing was kept.',
  ],
  'skills.delete': ['Delete a skill', 'With all of its versions.'],
  'skills.get': ['Get a skill', 'Its files, and what the security check found in them.'],
  'skills.list': ['List skills', 'Those of the workspace, of its agents and of its organisation, the oldest first.'],
  'skills.update': [
    'Save a skill',
    'As its next version, checked like the first. Agents keep the one before until this one may be used.',
  ],
  'skills.approve-tenant': ['Let a skill of the organisation through'],
  'skills.create-tenant': ['Add a skill to the organisation', 'For all agents of all of its workspaces.'],
  'skills.delete-tenant': ['Delete a skill of the organisation', 'With all of its versions.'],
  'skills.get-tenant': ['Get a skill of the organisation'],
  'skills.list-tenant': ['List skills of the organisation', 'Not those of its workspaces, the oldest first.'],
  'skills.update-tenant': ['Save a skill of the organisation', 'As its next version.'],
  'packages.assign': ['Give a package to agents', 'Says which agents have it: the others lose its skills and tools.'],
  'packages.curate': ['Recommend a package', 'Marks one of the catalogue. For admins of the installation.'],
  'packages.get': [
    'Get a package',
    'Its versions, and all of one of them: contents, permissions, readme, signature and what the security check found.',
  ],
  'packages.get-submission': [
    'Get a submission',
    'Beside the version that the catalogue has now, and what it may do beyond that one.',
  ],
  'packages.install': [
    'Install a package',
    'With the secrets that it needs, and for the agents named: all of it, or nothing. `address` is the version that you agree to.',
  ],
  'packages.list': ['List packages', 'The catalogue, and what the organisation has published for itself.'],
  'packages.list-installations': [
    'List what is installed',
    'Each with the update that there is for it, and what that may do beyond.',
  ],
  'packages.list-submissions': [
    'List submissions',
    'What waits for a review, the oldest first. For admins of the installation.',
  ],
  'packages.publish': [
    'Publish a package',
    'From skills and agents of the workspace: for the organisation alone, or for the catalogue’s reviewers. A version never changes. Where `package` is null, a critical finding has blocked it, and nothing was kept.',
  ],
  'packages.review': [
    'Review a submission',
    'Approves it for the catalogue, or rejects it with a reason. For admins of the installation.',
  ],
  'packages.submit': ['Submit a version', 'Hands one that was private, or was rejected, to the catalogue’s reviewers.'],
  'packages.uninstall': [
    'Uninstall a package',
    'With its skills, secrets and agents, and all that it added to others.',
  ],
  'packages.update': [
    'Update a package',
    'To the newest version, or the one named. Where that may do more, `address` has to name it: that is your consent.',
  ],
  'packages.yank': ['Withdraw a version', 'Nobody installs it any more; where it is installed, people are told why.'],
  'members.list': ['List members', 'The people of the organisation and their roles.'],
  'members.remove': ['Remove a member'],
  'members.set-role': ['Change a member’s role'],
  'notifications.count-unread': ['Count new notifications'],
  'notifications.get-settings': ['Get notification settings', 'What you are told of.'],
  'notifications.list': [
    'List notifications',
    'Your own, of the whole organisation, the latest first. A key has none.',
  ],
  'notifications.mark': ['Mark a notification', 'As read, or as new again.'],
  'notifications.mark-all-read': [
    'Mark notifications as read',
    'All of your own, or with `threadId` those of one thread.',
  ],
  'notifications.update-settings': ['Change notification settings', 'People alone have them: a key cannot.'],
  'overview.get': [
    'Look at a workspace',
    'What runs, what waits for a person, what failed in the last seven days, and what today has cost.',
  ],
  'providers.create': ['Add a model provider', 'The key is checked with the provider, sealed, and never shown again.'],
  'providers.delete': ['Remove a model provider'],
  'providers.list': ['List model providers', 'With `agentId`: those that this agent can use.'],
  'providers.list-models': ['List a provider’s models', 'Asks the provider.'],
  'providers.update': ['Change a model provider'],
  'runs.answer-tools': [
    'Send results of tools',
    'For a run that is `waiting`: what the tools came to that its client executes. Then the run goes on.',
  ],
  'runs.cancel': [
    'Cancel a run',
    'At once while it is queued, within a second while it works. What is done stays done.',
  ],
  'runs.continue': ['Resume a run', 'A failed or cancelled run goes on after its last durable step.'],
  'runs.get': ['Get a run', 'With its steps, tool calls and what they cost.'],
  'runs.trace': [
    'Get the trace of a run',
    'What it did and when: its steps, its calls of tools with the rule that decided about each, what failed and what it waited for.',
  ],
  'runs.trace-step': [
    'Get a step of a run',
    'With the prompt and the tools as the model was given them, its answer, and what its calls came to.',
  ],
  'runs.export-trace': [
    'Export the trace of a run',
    'As JSON with prompts and results, or as OpenTelemetry’s collectors take it (OTLP as JSON).',
  ],
  'runs.fork': [
    'Fork a run',
    'A new run from any step, in a copy of the thread: with another message, other instructions, another model or other tools. The run itself stays.',
  ],
  'traces.why': [
    'Get why an agent did something',
    'The chain that led to a call of a tool, a change of a file or an answer, by what was durable before it: messages, steps, and calls whose results the model had.',
  ],
  'runs.retry': ['Retry a run', 'Answers the same message anew; the old answer is kept beside it.'],
  'network.list-connections': [
    'List the connections of an agent',
    'Where its sandbox connected to, or wanted to, and what decided; the newest first.',
  ],
  'http-tools.create': [
    'Create an HTTP tool',
    'A request with places for parameters, which agents can be given as a tool. What proves whose it is goes by the name of a secret.',
  ],
  'http-tools.delete': ['Delete an HTTP tool', 'Agents that were given it cannot call it any more.'],
  'http-tools.get': ['Get an HTTP tool'],
  'http-tools.import-openapi': [
    'Import operations of an API',
    'From its OpenAPI 3 document, pasted or by its address: a tool for each chosen operation, all of them or none.',
  ],
  'http-tools.list': ['List HTTP tools'],
  'http-tools.read-openapi': [
    'Read the description of an API',
    'What could become tools, and why some cannot. It changes nothing.',
  ],
  'http-tools.try': ['Try an HTTP tool', 'Makes its request once, as an agent would, and shows what comes of it.'],
  'http-tools.update': ['Change an HTTP tool', 'Runs that have begun go on with it as it was.'],
  'memory.add': ['Add a memory', 'For one agent, or for all agents of the workspace.'],
  'memory.export': ['Export the memory', 'All entries with their sources, 2,000 at a time, and the settings.'],
  'memory.forget': [
    'Forget a memory',
    'It and what was made of it are out of every search at once, and gone for good after an hour; with `erase`, at once.',
  ],
  'memory.get': ['Get a memory'],
  'memory.get-settings': ['Get the settings of the memory', 'With how much a new embedder has yet to read.'],
  'memory.list': ['List memories', 'Newest first.'],
  'memory.list-recalls': ['List the memories of a run', 'What it was offered before its first step.'],
  'memory.restore': ['Bring back a memory', 'Within an hour after it was forgotten.'],
  'memory.search': ['Search the memory', 'By meaning and by words, the best first.'],
  'memory.update': ['Change a memory', 'Corrects it, pins it, or gives it to another agent or to all.'],
  'memory.update-settings': [
    'Change the settings of the memory',
    'Another embedder is tried first, and reads all entries anew in the background, while search goes on.',
  ],
  'mcp-servers.check': [
    'Look at an MCP server',
    'What it offers now; new and changed tools are quarantined. A server that cannot be looked at says why in `problem`.',
  ],
  'mcp-servers.create': [
    'Connect an MCP server',
    'A program in the agent’s own container, or an address. A dollar sign and a name in braces stand for a secret in its variables and headers. Look at it next.',
  ],
  'mcp-servers.delete': ['Delete an MCP server', 'And its tools, for all agents.'],
  'mcp-servers.get': ['Get an MCP server', 'How it is reached, and what it said of itself.'],
  'mcp-servers.list': ['List MCP servers', 'With how many of their tools are enabled, and how many wait for it.'],
  'mcp-servers.list-tools': [
    'List the tools of an MCP server',
    'All that agents would be told of them; `patch` is what changed since somebody enabled a tool.',
  ],
  'mcp-servers.review-tools': [
    'Enable tools of an MCP server',
    'Those that you have looked at, by their `hash`; or takes them away from all agents. Their risk is yours to say.',
  ],
  'mcp-servers.set-up-sign-in': [
    'Let agents sign in for an MCP server',
    'Finds out from the server where, and registers this installation there; with `clientId` as the client that it was registered as by hand.',
  ],
  'mcp-servers.update': [
    'Change an MCP server',
    'How it is reached, or whether it is used at all. One that leads elsewhere has all of its tools quarantined.',
  ],
  'connections.disconnect': [
    'Disconnect an agent',
    'Cuts one agent’s connection with a service; other agents keep theirs. Its tokens are deleted, and given back to the service unless another agent may be connected with the same account there.',
  ],
  'connections.list': ['List connections', 'Which agents are connected with which services. Never a token.'],
  'connections.start': [
    'Begin to connect an agent',
    'Answers the page on which a signed-in person goes to the service and agrees: a program cannot agree for them.',
  ],
  'oauth-services.create': [
    'Add a service',
    'At which agents sign in with OAuth, each with a connection of its own. Tell it `redirectUri`. `clientSecret` cannot be read again.',
  ],
  'oauth-services.delete': ['Remove a service', 'Disconnects all agents from it.'],
  'oauth-services.list': ['List services', 'At which agents sign in with OAuth. Never a client secret.'],
  'oauth-services.update': [
    'Change a service',
    'Its scopes, the hosts that are sent its tokens, and its client secret. Addresses and client stay: connections were made with them.',
  ],
  'secrets.create': [
    'Create a secret',
    'For all agents of the workspace, or for one. Agents see a placeholder; the value is sent to the named hosts alone, and answered to nobody.',
  ],
  'secrets.delete': ['Delete a secret', 'With all of its values.'],
  'secrets.list': [
    'List secrets',
    'Names and what they are for, never a value. With `agentId`, those that this agent can use.',
  ],
  'secrets.update': [
    'Change a secret',
    'What it is for, or its value: agents use the new one from their next request on.',
  ],
  'sandboxes.get-options': [
    'Get what sandboxes may be',
    'Images, runtimes and maximums of this installation, and how the disk quota is held.',
  ],
  'sandboxes.get-setup': [
    'Get an agent’s setup',
    'What came of the command that its image is made with, and what it printed; while it is at work too.',
  ],
  'sandboxes.repeat-setup': [
    'Repeat an agent’s setup',
    'Runs the command once more. Until it has succeeded, the agent keeps the image that it has.',
  ],
  'sandboxes.list': ['List the containers of an agent', 'Running and stopped ones; none before its first command.'],
  'sandboxes.reset': [
    'Reset a container',
    'Removes it; the next command makes a new one. With `home`, the agent’s own files go too.',
  ],
  'sandboxes.restart': ['Restart a container', 'Ends everything that runs in it. Its files stay.'],
  'sandboxes.watch': [
    'Watch a container',
    'Memory, CPU, processes and disk at this moment; null when it does not run. Looking does not start it.',
  ],
  'threads.archive': [
    'Archive a thread',
    'Puts it out of the way for everybody, or back. A new message brings it back by itself.',
  ],
  'threads.create': ['Create a thread', 'A conversation with one agent.'],
  'threads.delete': ['Delete a thread', 'What it has to do ends. It can be restored for 30 days.'],
  'threads.get': ['Get a thread'],
  'threads.get-shared': ['Get a shared thread', 'One that was shared with you by name.'],
  'threads.list': [
    'List threads',
    'Those that the caller may see, the latest first. Archived ones only when asked for.',
  ],
  'threads.list-shared': ['List shared threads', 'What was shared with you by name, the latest share first.'],
  'threads.list-shares': ['List a thread’s shares', 'The people who may read it by name.'],
  'threads.list-turns': [
    'Read a thread by pages',
    'Its messages, each with the runs that answered it, from the beginning.',
  ],
  'threads.open': ['Open a private thread', 'Makes it the workspace’s. There is no way back.'],
  'threads.pin': ['Pin a thread', 'For the caller alone.'],
  'threads.post-message': [
    'Post a message',
    'Starts a run, which waits while another one of the thread is busy. Follow it at `/runs/{runId}/events`.',
  ],
  'threads.rename': ['Rename a thread'],
  'threads.restore': ['Restore a deleted thread'],
  'threads.search': [
    'Search threads',
    'Those in whose title, messages or answers all words of `q` stand; the last word may be a beginning. The best first.',
  ],
  'threads.share': [
    'Share a thread',
    'Lets one person of the organisation read it, live, and nothing around it: no files, no other threads, no writing.',
  ],
  'threads.shared-transcript': ['Read a shared thread'],
  'threads.unshare': ['Stop sharing a thread', 'The person’s open page of it ends within five seconds.'],
  'threads.transcript': ['Read a thread', 'All of its messages and runs, and the cursor from which events go on.'],
  'workspaces.add-member': ['Let somebody into a workspace'],
  'workspaces.create': ['Create a workspace'],
  'workspaces.get': ['Get a workspace'],
  'workspaces.list': ['List workspaces', 'Those that the caller can enter.'],
  'workspaces.list-members': ['List people of a workspace', 'Those who were added by name.'],
  'workspaces.remove-member': ['Take somebody out of a workspace'],
  'workspaces.update': ['Change a workspace'],
  'agents.archive': ['Archive an agent', 'It leaves the lists and gets no work; its threads stay.'],
  'agents.belongings': [
    'Count what belongs to an agent',
    'What would go with it: threads, messages, runs at work, keys.',
  ],
  'agents.compare-versions': ['Compare versions of an agent', 'What changed from the version before, or from another.'],
  'agents.duplicate': ['Duplicate an agent', 'With its settings, and without its files and threads.'],
  'agents.get-version': ['Get a version of an agent'],
  'agents.list-versions': ['List versions of an agent', 'The latest first: a save makes one.'],
  'agents.pause': ['Pause an agent', 'What it works on is finished; new messages wait.'],
  'agents.restore-version': ['Restore a version of an agent', 'As a new version: nothing is lost.'],
  'agents.resume': ['Resume an agent', 'It goes on with what waits.'],
  'agents.states': ['Look at what agents do', 'Which of them work, wait, are paused or failed last.'],
  'agents.try': ['Try an agent', 'A private thread with settings that are not saved.'],
  'agents.unarchive': ['Bring an agent back', 'From the archive to the lists.'],
  'agents.upload-image': ['Upload a picture for agents', 'PNG, JPEG or WebP, base64, at most 64 KB.'],
  'invitations.create': ['Invite people', 'The answer holds the link, once.'],
  'invitations.list': ['List open invitations'],
  'invitations.resend': ['Renew an invitation', 'With a new link; the old one ends.'],
  'invitations.revoke': ['Revoke an invitation', 'Who came by it stays.'],
  'messages.edit': ['Change a message', 'While it waits. What is answered already gets a new version instead.'],
  'messages.steer': ['Hand a message to the run at work', 'It is taken in with the next step.'],
  'messages.withdraw': ['Take a message back', 'While it waits.'],
  'runs.stop-tool-call': ['Stop a tool call', 'The run goes on without it.'],
  'tenants.delete': ['Delete an organisation', 'With all of its workspaces, for good.'],
  'tenants.get': ['Get an organisation'],
  'tenants.leave': ['Leave an organisation', 'People alone can.'],
  'tenants.transfer': ['Hand an organisation over', 'Somebody else becomes its owner.'],
  'tenants.update': ['Rename an organisation'],
  'workspaces.archive': ['Archive a workspace', 'Nothing in it runs or changes until it is restored.'],
  'workspaces.delete': ['Delete a workspace', 'With its agents, threads, files and keys, for good.'],
  'workspaces.restore': ['Restore a workspace', 'From the archive.'],
}

export interface OperationWords {
  tag: string
  summary: string
  description?: string
}

const TAGS: Record<string, string> = { 'api-keys': 'API keys' }

/** Tag, summary and description of an operation. */
export function wordsFor(operationId: string): OperationWords {
  const [resource = '', action = ''] = operationId.split('.')
  const [summary, description] = summaries[operationId] ?? [
    sentence(action.includes('-') ? action : `${action} ${resource}`),
  ]
  return { tag: TAGS[resource] ?? sentence(resource), summary, description }
}

function sentence(words: string): string {
  const text = words.replaceAll('-', ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
