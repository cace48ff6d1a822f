'use client'

import { MessageSquareDashed } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

// The demo model understands these too; docs/DEMO-MODEL.md.
const examples = ['Write a script and run it', 'Make a small web page', 'What files are in the workspace?']

interface NothingYetProps {
  agentName: string
  /** Absent for who may only watch. */
  onExample: ((text: string) => void) | undefined
}

/** A thread in which nothing was said yet. */
export function NothingYet({ agentName, onExample }: NothingYetProps) {
  return (
    <EmptyState
      icon={MessageSquareDashed}
      title={`Give ${agentName} something to do`}
      description="It works in a sandbox of its own, and you can watch."
      action={
        onExample && (
          <ul aria-label="Examples" className="flex flex-col items-center gap-2">
            {examples.map((example) => (
              <li key={example}>
                <Button size="sm" className="rounded-full" onClick={() => onExample(example)}>
                  {example}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}
