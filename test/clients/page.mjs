// The clients as a page has them: what a bundler finds of them for browsers.
import axios from 'axios';
import ky from 'ky';
import ky2 from 'ky-2';
import redaxios from 'redaxios';
import superagent from 'superagent';

Object.assign(globalThis, { axios, ky, ky2, redaxios, superagent });
