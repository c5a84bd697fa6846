import { describe } from '@jest/globals';
import { idpsScenarios } from './idps.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on identity providers', () => {
  const scene = useScene();
  playAll(idpsScenarios, scene);
});
