'use client'

import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

const groups = [
  {
    title: 'Go to',
    keys: [
      { keys: ['G', 'A'], label: 'Agents' },
      { keys: ['G', 'T'], label: 'Threads' },
      { keys: ['G', 'S'], label: 'Settings' },
    ],
  },
  {
    title: 'Do',
    keys: [
      { keys: ['Ctrl', 'K'], label: 'Find anything' },
      { keys: ['C'], label: 'New thread' },
      { keys: ['Enter'], label: 'Send a message' },
      { keys: ['Shift', 'Enter'], label: 'New line in a message' },
      { keys: ['['], label: 'Fold the sidebar' },
      { keys: ['?'], label: 'This list' },
    ],
  },
]

/** The keys, on one small sheet. */
export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard" description="Wherever you are, save while you write." className="max-w-sm">
        {groups.map((group) => (
          <section key={group.title} className="flex flex-col gap-1.5">
            <h3 className="font-medium text-muted-foreground text-xs">{group.title}</h3>
            <dl className="flex flex-col gap-1.5">
              {group.keys.map(({ keys, label }) => (
                <div key={label} className="flex items-center justify-between">
                  <dt>{label}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
    </Dialog>
  )
}
