/** What an integration does with an org, in the words of administrators, and the actions and triggers that do it. */
export interface Capability {
  title: string;
  description: string;
  actions: readonly string[];
  triggers: readonly string[];
}
