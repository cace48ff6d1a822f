import { Compass } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={Compass}
        title="This page does not exist"
        description="It may have been removed, or you may not be a member of its workspace."
        action={
          <Button asChild variant="primary">
            <Link href="/">Go to your workspace</Link>
          </Button>
        }
      />
    </main>
  )
}
