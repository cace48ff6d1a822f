'use client'

import { ArrowUp, Check, ChevronDown, FlaskConical, Lock, LockOpen } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'
import { useShell } from '#components/shell/shell-context.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { startThread } from './start-thread.ts'

interface Agent {
  id: string
  name: string
  color: string
  isDemo: boolean
}

interface NewThreadProps {
  workspaceId: string
  agents: Agent[]
  initialAgentId: string
}

/** A composer in the middle of the page: who, what, go. */
export function NewThread({ workspaceId, agents, initialAgentId }: NewThreadProps) {
  const router = useRouter()
  const paths = workspacePaths(workspaceId)
  const field = useRef<HTMLTextAreaElement>(null)
  const [agentId, setAgentId] = useState(initialAgentId)
  const [text, setText] = useState('')
  const [isPrivate, setPrivate] = useState(false)
  const agent = agents.find(({ id }) => id === agentId) ?? agents[0]
  const { reloadLists } = useShell()
  const open = useCallback(
    ({ threadId }: { threadId: string }) => {
      router.push(workspacePaths(workspaceId).thread(threadId))
      reloadLists()
    },
    [router, workspaceId, reloadLists],
  )
  const { submit, pending, error } = useSubmit(startThread, open)
  if (!agent) return null
  const send = () => text.trim() && !pending && submit({ workspaceId, agentId: agent.id, text, isPrivate })

  return (
    <div className="relative flex min-h-0 flex-1 flex-col items-center overflow-y-auto px-4 pt-[16vh] pb-8 max-md:pt-8">
      <div className="flex w-full max-w-2xl flex-col gap-5">
        <div className="flex items-center gap-3">
          <Avatar name={agent.name} color={agent.color} size="lg" />
          <h2 className="font-semibold text-xl tracking-tight">What should {agent.name} do?</h2>
        </div>
        <form
          className="rounded-xl border border-control bg-raised shadow-raised transition-colors focus-within:border-ring"
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <label htmlFor="task" className="sr-only">
            Task for {agent.name}
          </label>
          <textarea
            id="task"
            ref={field}
            // biome-ignore lint/a11y/noAutofocus: the page is this field
            autoFocus
            rows={3}
            value={text}
            placeholder="Describe a task…"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              send()
            }}
            className="field-sizing-content block max-h-[40vh] min-h-20 w-full resize-none bg-transparent px-4 pt-3 pb-1 text-[0.9375rem] leading-relaxed outline-none max-sm:text-[1rem]"
          />
          <div className="flex items-center gap-1 p-2">
            <AgentPicker agents={agents} value={agent} onChange={setAgentId} />
            <Tooltip
              label={isPrivate ? 'Only you will see this thread' : 'Everybody in the workspace sees this thread'}
            >
              <Button
                variant="ghost"
                size="sm"
                aria-pressed={isPrivate}
                aria-label="Private: only I see this thread"
                onClick={() => setPrivate(!isPrivate)}
              >
                {isPrivate ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
                {isPrivate ? 'Private' : 'Shared'}
              </Button>
            </Tooltip>
            <Tooltip label="Send" shortcut="Enter">
              <Button
                type="submit"
                variant="primary"
                size="icon"
                className="ml-auto"
                aria-label="Send"
                pending={pending}
                disabled={!text.trim()}
              >
                <ArrowUp aria-hidden />
              </Button>
            </Tooltip>
          </div>
        </form>
        {error && (
          <Notice tone="danger" role="alert">
            {error.message}
          </Notice>
        )}
        <Suggestions
          isDemo={agent.isDemo}
          onChoose={(suggestion) => {
            setText(suggestion)
            field.current?.focus()
          }}
        />
        {agent.isDemo && (
          <p className="flex items-center gap-2 text-muted-foreground text-sm">
            <FlaskConical aria-hidden className="size-4 shrink-0 text-warning" />
            <span>
              {agent.name} answers with the <strong className="font-medium text-warning">demo model</strong>: offline,
              free, and not clever.{' '}
              <Link href={paths.providers} className="underline underline-offset-4">
                Add a real model
              </Link>
            </span>
          </p>
        )}
      </div>
    </div>
  )
}

interface AgentPickerProps {
  agents: Agent[]
  value: Agent
  onChange: (agentId: string) => void
}

function AgentPicker({ agents, value, onChange }: AgentPickerProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" className="min-w-0 text-foreground">
          <Avatar name={value.name} color={value.color} size="xs" />
          <span className="max-w-40 truncate">{value.name}</span>
          <ChevronDown aria-hidden />
          <span className="sr-only">, choose another agent</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {agents.map((agent) => (
          <DropdownMenuItem key={agent.id} onSelect={() => onChange(agent.id)}>
            <Avatar name={agent.name} color={agent.color} size="xs" />
            <span className="max-w-60 truncate">{agent.name}</span>
            {agent.id === value.id && <Check aria-label="Chosen" className="ml-auto" />}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

const suggestions = [
  'Write a one-page summary of what is in this workspace',
  'Make a small web page that shows the current time, and test it',
  'Find the three largest files here and tell me what they are',
]

// What the demo model understands; docs/DEMO-MODEL.md has all of it.
const demoSuggestions = ['Write a script and run it', 'Make a small web page', 'What files are in the workspace?']

function Suggestions({ isDemo, onChoose }: { isDemo: boolean; onChoose: (text: string) => void }) {
  return (
    <ul aria-label="Suggestions" className="flex flex-wrap gap-2">
      {(isDemo ? demoSuggestions : suggestions).map((suggestion) => (
        <li key={suggestion}>
          <button
            type="button"
            onClick={() => onChoose(suggestion)}
            className="rounded-full border bg-raised px-3 py-1 text-left text-muted-foreground text-sm transition-colors hover:bg-hover hover:text-foreground"
          >
            {suggestion}
          </button>
        </li>
      ))}
    </ul>
  )
}
