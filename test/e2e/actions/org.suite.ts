import { describe } from '@jest/globals';
import { orgScenarios } from './org.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on the org', () => {
  const scene = useScene();
  playAll(orgScenarios, scene);
});
