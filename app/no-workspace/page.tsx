import { DoorClosed } from 'lucide-react'
import type { Metadata } from 'next'
import { requireUser } from '#app/_server/current-user.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const metadata: Metadata = { title: 'No workspace' }

export default async function NoWorkspacePage() {
  const user = await requireUser()
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={DoorClosed}
        title="You are in no workspace yet"
        description={`Ask an owner or admin of your organisation to let ${user.email} in, then reload this page.`}
      />
    </main>
  )
}
