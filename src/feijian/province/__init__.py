"""Exports of several prefectures as one warehouse of the province."""
